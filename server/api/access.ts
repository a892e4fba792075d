/**
 * Who may call what: the session or key of the request is resolved once, and the route's `config.access` is held against it before
 * the body is even read. A route of the API that does not say who may call it stops the start.
 */
import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';
import { ProblemError } from '../../platform/problems.ts';
import { type Access, mayUse, purposeOf, registerOf } from '../../register/api/access.ts';
import { SESSION_COOKIE, type SignedIn, type SignIn } from '../../register/sign-in/signed-in.ts';

export interface Resolvers {
  readonly signIn: SignIn;
  /** Undefined for a key that is worth nothing. */
  readonly resolveKey: (key: string) => Promise<SignedIn | undefined>;
}

/** Who asks: known before the request is counted and refused or let in. A public route may ask too: the session's state does. */
export function resolveWhoAsks(server: FastifyInstance, resolvers: Resolvers): void {
  server.decorateRequest('signedIn', undefined);
  server.addHook('onRequest', async (request) => {
    if (request.routeOptions.config.access !== undefined)
      request.signedIn = await resolve(request, resolvers);
  });
}

export function checkAccess(server: FastifyInstance): void {
  server.addHook('onRoute', refuseUnsaid);
  server.addHook('onRequest', async (request) => {
    const { access } = request.routeOptions.config;
    if (access === undefined || access === 'public') return;
    try {
      refuseUnlessAllowed(request, access);
    } catch (error) {
      const who = request.signedIn?.by === 'browser' ? request.signedIn.account.id : request.signedIn?.keyId;
      request.log.warn(
        { who, code: error instanceof ProblemError ? error.code : undefined },
        'access refused',
      );
      throw error;
    }
  });
}

function refuseUnsaid({ url, config, method }: RouteOptions): void {
  if (!url.startsWith('/api/') || config?.access !== undefined) return;
  throw new Error(`The route ${String(method)} ${url} does not say who may call it: give it config.access.`);
}

const BEARER = /^Bearer ([\x21-\x7e]{1,200})$/i;

/** A key that is given counts alone: a program must not fall back to a browser's cookie. */
async function resolve(request: FastifyRequest, { signIn, resolveKey }: Resolvers) {
  const { authorization } = request.headers;
  if (authorization !== undefined) {
    const key = BEARER.exec(authorization)?.[1];
    return key === undefined ? undefined : resolveKey(key);
  }
  const cookie = request.cookies[SESSION_COOKIE];
  return cookie ? signIn.resolve(cookie) : undefined;
}

function refuseUnlessAllowed(request: FastifyRequest, access: Exclude<Access, 'public'>): void {
  const { signedIn } = request;
  if (!signedIn) throw new ProblemError('not-signed-in', 'Sign in first, or send an API key.');
  if (signedIn.by === 'key') {
    if (
      access === 'signed-in' ||
      access === 'half-signed-in' ||
      (isVerb(access) && access.verb === 'manage')
    ) {
      throw new ProblemError(
        'not-allowed',
        'An API key cannot do this: it takes a person who has signed in.',
      );
    }
  } else if (signedIn.step !== 'ready' && access !== 'half-signed-in') {
    throw new ProblemError(
      'sign-in-unfinished',
      'A step of signing in is missing: ask for the session’s state.',
    );
  }
  if (isVerb(access)) refuseUnlessTask(request, access);
}

const isVerb = (access: Access) => typeof access === 'object';

function refuseUnlessTask(request: FastifyRequest, { verb }: Exclude<Access, string>): void {
  const register = registerOf(request);
  const purpose = verb === 'manage' ? undefined : purposeOf(request);
  if (mayUse(register, verb, purpose)) return;
  const detail =
    purpose === undefined
      ? 'None of your tasks in this register includes administration.'
      : 'None of your tasks in this register includes this under the purpose.';
  throw new ProblemError('not-allowed', detail);
}
