// What a feature needs to offer routes: the server typed by zod schemas, and what the routes share.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type pg from 'pg';
import type { Door } from '../../database/door/door.ts';
import type { Configuration } from '../../platform/configuration.ts';
import type { Log } from '../../platform/log.ts';

export interface ApiContext {
  readonly configuration: Pick<Configuration, 'dataFolder' | 'publicUrl'> &
    Partial<Pick<Configuration, 'signIn' | 'mail' | 'trustedProxies'>>;
  /** Where the server is reached when there is no PUBLIC_URL; never a Host header, which may be anybody's. */
  readonly address?: string;
  /** Personal data: through the door only. */
  readonly door: Door;
  /** Accounts, roles, sessions, keys: the login that sees these and no personal data of a register. */
  readonly accounts: pg.Pool;
  readonly clock: () => Date;
  readonly log: Log;
}

type Raw = RawServerDefault;
export type Api = FastifyInstance<Raw, IncomingMessage, ServerResponse, FastifyBaseLogger, ZodTypeProvider>;

/** The same server with requests and answers typed by the routes' schemas. */
export const apiOf = (server: FastifyInstance): Api => server.withTypeProvider<ZodTypeProvider>();
