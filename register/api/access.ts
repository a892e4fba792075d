// Who may call a route. Each route of the API says it in its `config.access`; the server refuses to start with one that does not,
// and the access check, the OpenAPI document and the isolation tests all read it from there.
import type { FastifyRequest } from 'fastify';
import { ProblemError } from '../../platform/problems.ts';
import type { EntitledRegister, SignedIn, SignedInUser } from '../sign-in/signed-in.ts';

export const VERBS = ['read', 'add', 'change', 'remove', 'count', 'export', 'send', 'manage'] as const;
export type Verb = (typeof VERBS)[number];

/**
 * `half-signed-in`: a user in the midst of signing in, or one who has; `signed-in`: a user; `user-or-key`: API keys too.
 * A verb: in the register of the path (`:register`), and but for `manage` under the purpose that the header names. Keys never manage.
 */
export type Access = 'public' | 'half-signed-in' | 'signed-in' | 'user-or-key' | { readonly verb: Verb };

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access;
    /** The answer holds a secret that is shown once: repeating the request by its idempotency key does not show it again. */
    answersOnce?: boolean;
  }
  interface FastifyRequest {
    signedIn: SignedIn | undefined;
  }
}

/** The purpose a request chooses. */
export const PURPOSE_HEADER = 'seloste-purpose';

export function signedInOf(request: FastifyRequest): SignedIn {
  if (request.signedIn) return request.signedIn;
  throw new ProblemError('not-signed-in', 'Sign in first.');
}

/** Throws `not-allowed` for an API key: what is a person's own is not a program's. */
export function userOf(request: FastifyRequest): SignedInUser {
  const signedIn = signedInOf(request);
  if (signedIn.by === 'browser') return signedIn;
  throw new ProblemError('not-allowed', 'An API key cannot do this: it takes a person who has signed in.');
}

/** The register of the path; one that is not theirs and one there is not are the same answer. */
export function registerOf(request: FastifyRequest): EntitledRegister {
  const key = (request.params as { register?: unknown }).register;
  const register = signedInOf(request).registers.find((one) => one.key === key);
  if (register) return register;
  throw new ProblemError('not-found', 'There is nothing at this address.');
}

export function purposeOf(request: FastifyRequest): string {
  const purpose = request.headers[PURPOSE_HEADER];
  if (typeof purpose === 'string' && purpose !== '') return purpose;
  const detail = `Say for which purpose: send its key in the header ${PURPOSE_HEADER}.`;
  throw new ProblemError('purpose-missing', detail);
}

/** Under a purpose, or under any when none is given. */
export function mayUse(register: EntitledRegister, verb: Verb, purpose?: string): boolean {
  return register.tasks.some(
    (task) => task.verbs.includes(verb) && (purpose === undefined || task.purposes.includes(purpose)),
  );
}
