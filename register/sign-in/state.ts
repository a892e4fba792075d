// The session's state as the staff app asks for it: what step is missing, and what the person may do where, in the notice's words.
import { z } from 'zod';
import { IMPLICIT_PURPOSES } from '../../compiler/compile/implicit.ts';
import type { Notice } from '../../compiler/model/notice.ts';
import type { Texts } from '../../compiler/model/text.ts';
import type { StoredNotice } from '../notices/published.queries.ts';
import type { BrowserSession, TaskRow } from './browser-session.queries.ts';
import type { SignInContext } from './context.ts';

const textsSchema = z.partialRecord(z.enum(['fi', 'sv', 'en']), z.string());

const roleSchema = z.object({ key: z.string(), title: textsSchema });

const purposeSchema = z.object({
  key: z.string(),
  title: textsSchema,
  sentence: textsSchema.describe('The notice’s own words about the purpose.'),
  implicit: z.boolean().describe('Needs a case: a request, a breach, a review.'),
  verbs: z.array(z.string()),
});

export const registerRolesSchema = z.object({
  key: z.string(),
  title: textsSchema,
  roles: z.array(roleSchema),
});

export const stateSchema = z.discriminatedUnion('step', [
  z.object({
    step: z.literal('signed-out'),
    methods: z.object({
      password: z.boolean(),
      passkey: z.boolean(),
      oidc: z.array(z.object({ key: z.string(), title: z.string() })),
    }),
  }),
  z.object({
    step: z.enum(['second-factor', 'enrol-second-factor', 'undertaking', 'ready']),
    account: z.object({ id: z.uuid(), login: z.string(), name: z.string(), language: z.string() }),
    expiresAt: z.string(),
    idleExpiresAt: z.string(),
    undertaking: z.object({ version: z.number(), text: textsSchema }).optional(),
    registers: z.array(
      registerRolesSchema.extend({
        controller: z.string(),
        purposes: z.array(purposeSchema),
        manages: z.boolean().describe('Administration, which is not done under a purpose.'),
      }),
    ),
    tasks: z.array(z.string()),
  }),
]);
export type State = z.infer<typeof stateSchema>;

export function signedOut({ settings }: SignInContext): State {
  const oidc = settings.oidc ? [{ key: settings.oidc.key, title: settings.oidc.title }] : [];
  return { step: 'signed-out', methods: { password: true, passkey: true, oidc } };
}

export interface Wording {
  readonly notices: readonly StoredNotice[];
  /** Asked only while it is unsigned. */
  readonly undertaking: () => Promise<{ version: number; text: Texts }>;
}

/** Half-way, nobody is told what they may do once they are through. */
export async function stateOf(session: BrowserSession, wording: Wording): Promise<State> {
  const { step, accountId: id, login, name, language, expiresAt, idleExpiresAt } = session;
  const tasks = step === 'ready' ? session.tasks : [];
  return {
    step,
    account: { id, login, name, language },
    expiresAt: expiresAt.toISOString(),
    idleExpiresAt: idleExpiresAt.toISOString(),
    ...(step === 'undertaking' && { undertaking: await wording.undertaking() }),
    registers: [...Map.groupBy(tasks, (task) => task.register_key)].map(([key, rows]) => {
      const notice = wording.notices.find((stored) => stored.register === key)?.notice;
      return { ...rolesIn(key, rows, notice), ...workIn(rows, notice) };
    }),
    tasks: [...new Set(tasks.flatMap((task) => task.task_key ?? []))],
  };
}

export function rolesIn(key: string, rows: readonly TaskRow[], notice: Notice | undefined) {
  const roles = new Map(rows.map((row) => [row.role_key, row.role_title]));
  return {
    key,
    title: notice?.title ?? { en: key },
    roles: [...roles].map(([role, title]) => ({ key: role, title: textsSchema.parse(title) })),
  };
}

function workIn(rows: readonly TaskRow[], notice: Notice | undefined) {
  const verbs = new Map<string, Set<string>>();
  for (const row of rows) {
    for (const purpose of row.purposes ?? []) {
      const known = verbs.get(purpose) ?? new Set();
      for (const verb of row.verbs ?? []) known.add(verb);
      verbs.set(purpose, known);
    }
  }
  const purposes = [...verbs].flatMap(([key, given]) => {
    const named = nameOf(key, notice);
    return named ? [{ key, ...named, verbs: [...given] }] : [];
  });
  const manages = rows.some((row) => row.verbs?.includes('manage') ?? false);
  return { controller: notice?.controller.name ?? '', purposes, manages };
}

/** Undefined for a purpose that the notice in force no longer has. */
function nameOf(key: string, notice: Notice | undefined) {
  const purpose = notice?.purposes.find((one) => one.key === key);
  if (purpose) {
    const { title, text } = purpose;
    return { title, sentence: text ?? title, implicit: false };
  }
  const implicit = IMPLICIT_PURPOSES.find((one) => one.key === key);
  return implicit && { title: implicit.title, sentence: implicit.title, implicit: true };
}
