/** What administration asks of the API, and the answers' forms. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Language, LocalText } from '../../../kit/texts.ts';
import { call } from '../../api/client.ts';
import { queryClient } from '../../api/session.ts';

export interface Rows<Row> {
  readonly rows: readonly Row[];
  readonly next: string | null;
}

export interface Titled {
  readonly key: string;
  readonly title: Partial<LocalText>;
}

export interface User {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly language: Language;
  /** invited: has never signed in; ended: has no role in this register any more. */
  readonly state: 'invited' | 'active' | 'ended';
  readonly roles: readonly Titled[];
  readonly waitingRoles: readonly string[];
  readonly hasSecondFactor: boolean;
  readonly lastSignInAt: string | null;
  readonly undertakingSignedOn: string | null;
  readonly endedAt: string | null;
  /** CG.37: the last day the user's administration data is kept. */
  readonly keptUntil: string | null;
}

/** What removing access would end now. */
export interface Removal {
  readonly roles: readonly string[];
  readonly sessions: number;
  readonly keys: readonly string[];
  readonly accountEnds: boolean;
}

/** From the notice, from us, or made here. */
export type Origin = 'notice' | 'default' | 'own';

export interface Task extends Titled {
  /** Null: every item of the purposes. */
  readonly items: readonly number[] | null;
  readonly origin: Origin;
  readonly purposes: readonly string[];
  readonly verbs: readonly string[];
}

export interface Role extends Titled {
  readonly origin: Origin;
  readonly tasks: readonly string[];
  readonly users: number;
}

export interface GrantRequest {
  readonly id: string;
  readonly kind: 'grant' | 'role' | 'task';
  readonly account: { readonly id: string; readonly name: string } | null;
  /** The key of the role or task. */
  readonly target: string;
  readonly askedBy: { readonly id: string; readonly name: string };
  readonly askedAt: string;
  readonly reason: string;
  /** What it would give. */
  readonly gives: readonly { readonly purposes: readonly string[]; readonly verbs: readonly string[] }[];
  /** False for who asked and for who would get it. */
  readonly mayApprove: boolean;
}

export interface AccessReview {
  /** Of the grant. */
  readonly id: string;
  readonly account: { readonly id: string; readonly login: string; readonly name: string };
  readonly role: Titled;
  readonly grantedAt: string;
  readonly grantedBy: string;
  readonly reason: string;
  readonly reviewedAt: string | null;
  readonly dueOn: string;
  readonly overdue: boolean;
  /** False for one's own access. */
  readonly mayDecide: boolean;
}

export interface ApiKey {
  readonly id: string;
  readonly name: string;
  readonly role: Titled;
  readonly purposes: readonly string[];
  readonly verbs: readonly string[];
  readonly expiresAt: string;
  readonly usedOn: string | null;
  readonly endedAt: string | null;
  readonly live: boolean;
}

export const adminPath = (register: string, part: string) => `/registers/${register}/${part}`;

/** A list of administration, page by page: `useInfiniteQuery(adminList<User>(register, 'users'))`. */
export function adminList<Row>(
  register: string,
  part: string,
  filter: Readonly<Record<string, string>> = {},
) {
  return infiniteQueryOptions({
    queryKey: ['admin', register, part, filter],
    queryFn: ({ pageParam }) => {
      const wish = new URLSearchParams({ ...filter, ...(pageParam !== '' && { after: pageParam }) });
      return call<Rows<Row>>(`${adminPath(register, part)}?${wish}`);
    },
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  });
}

export const userQuery = (register: string, id: string) =>
  queryOptions({
    queryKey: ['admin', register, 'users', id],
    queryFn: () => call<User>(adminPath(register, `users/${id}`)),
  });

/** After a change everything of administration is asked again: giving a role shows in four lists. */
export const reloadAdmin = () => queryClient.invalidateQueries({ queryKey: ['admin'] });
