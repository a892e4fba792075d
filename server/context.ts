/** What every route may use; made once by the run of a server. */
import type { Database } from '../database/ensure.ts';
import type { Configuration } from '../platform/configuration.ts';
import type { Log } from '../platform/log.ts';

export type ServerContext = {
  configuration: Pick<Configuration, 'dataFolder' | 'publicUrl'>;
  database: Pick<Database, 'appUrl' | 'directUrl'>;
  log: Log;
  isStopping: () => boolean;
};
