/** What every route may use; made once by the run of a server. */
import type pg from 'pg';
import type { Database } from '../database/ensure.ts';
import type { Log } from '../platform/log.ts';
import type { ApiContext } from '../register/api/api.ts';
import type { SignIn } from '../register/sign-in/signed-in.ts';
import type { Limits } from './api/limits.ts';

export type ServerContext = {
  configuration: ApiContext['configuration'];
  /** Where it is reached when there is no PUBLIC_URL. */
  address?: string;
  /** `accountsUrl`: the login of accounts, roles, sessions and keys. */
  database: Pick<Database, 'appUrl' | 'directUrl'> & { accountsUrl: string };
  log: Log;
  isStopping: () => boolean;
  /** Undefined: the system's. Tests turn it. */
  clock?: () => Date;
  /** Undefined: the product's own; the isolation tests ask more in a minute than anybody. */
  limits?: Limits;
  /** Undefined: nobody is signed in. */
  openSignIn?: (parts: SignInParts) => SignIn | Promise<SignIn>;
};

export type SignInParts = Pick<ApiContext, 'accounts' | 'address' | 'clock' | 'configuration' | 'log'>;

/** What a feature's mount gets. */
export type MountContext = ServerContext & ApiContext & { signIn: SignIn; accounts: pg.Pool };
