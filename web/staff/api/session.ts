/** Who is signed in, what is still missing, and what they may do: asked from the server, never decided here. */
import { QueryClient, queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import type { Language, LocalText } from '../../kit/texts.ts';
import { ApiProblem, call } from './client.ts';

export interface Purpose {
  readonly key: string;
  readonly title: Partial<LocalText>;
  /** The notice's own sentence about the purpose. */
  readonly sentence: Partial<LocalText>;
  readonly implicit: boolean;
  readonly verbs: readonly string[];
}

export interface Register {
  readonly key: string;
  readonly title: Partial<LocalText>;
  readonly controller: string;
  readonly roles: readonly { readonly key: string; readonly title: Partial<LocalText> }[];
  readonly purposes: readonly Purpose[];
  /** Administration, which is not done under a purpose. */
  readonly manages: boolean;
}

export interface Account {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly language: Language;
}

export interface SignedOut {
  readonly step: 'signed-out';
  readonly methods: {
    readonly password: boolean;
    readonly passkey: boolean;
    readonly oidc: readonly { readonly key: string; readonly title: string }[];
  };
}

export interface SignedIn {
  readonly step: 'second-factor' | 'enrol-second-factor' | 'undertaking' | 'ready';
  readonly account: Account;
  readonly expiresAt: string;
  readonly idleExpiresAt: string;
  readonly undertaking?: { readonly version: number; readonly text: Partial<LocalText> };
  readonly registers: readonly Register[];
  readonly tasks: readonly string[];
}

export type SessionState = SignedOut | SignedIn;

const RETRIES = 2;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // A refusal stays one; only a broken line or a busy server is asked again.
      retry: (failures, error) =>
        failures < RETRIES &&
        error instanceof ApiProblem &&
        (error.code === 'offline' || error.status === 503),
    },
  },
});

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: () => call<SessionState>('/session'),
  staleTime: 60_000,
});

export const useSession = (): SessionState => useSuspenseQuery(sessionQuery).data;

/** On pages that only people who are signed in can reach. */
export function useSignedIn(): SignedIn {
  const session = useSession();
  if (session.step === 'signed-out') throw new ApiProblem({ code: 'not-signed-in', status: 401 });
  return session;
}

/** Every step of signing in answers with the state it led to. */
export function acceptSession(session: SessionState): void {
  queryClient.setQueryData(sessionQuery.queryKey, session);
}
