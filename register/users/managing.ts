// What the routes of administration share: who manages in which register.
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { registerOf, userOf, VERBS } from '../api/access.ts';
import { keySchema } from '../api/values.ts';
import type { Actor, RegisterName } from './actor.ts';

export const MANAGE = { access: { verb: 'manage' } } as const;

export interface Managing {
  readonly register: RegisterName;
  readonly actor: Actor & { readonly accountId: string };
}

export function managingOf(request: FastifyRequest): Managing {
  const { account } = userOf(request);
  const { id, key } = registerOf(request);
  return { register: { id, key }, actor: { accountId: account.id, name: account.name } };
}

export const verbsSchema = z.array(z.enum(VERBS)).max(VERBS.length);
export const keysSchema = z.array(keySchema).max(200);
/** Of an answer; a notice's titles may be longer than what is typed here. */
export const titleAnswer = z.record(z.string(), z.string());
export const originAnswer = z.enum(['notice', 'default', 'own']);

/** Done, or waiting for another manager. */
export const givenAnswer = z.object({ granted: z.boolean(), requestId: z.uuid().nullable() });
export const nothing = z.object({});
