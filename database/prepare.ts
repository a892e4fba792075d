/** A database that can be used: there, migrated to this version, and with logins that cannot climb. */
import type { Configuration } from '../platform/configuration.ts';
import { checkLogins } from './climb.ts';
import { type Database, type EnsureOptions, ensureDatabase } from './ensure.ts';
import { type MigrateOptions, migrate } from './migrate.ts';

export type PreparedDatabase = Database & {
  /** Migrations applied just now; all of them when the database is new. */ applied: readonly string[];
};

export async function prepareDatabase(
  configuration: Pick<Configuration, 'dataFolder' | 'database'>,
  options: EnsureOptions = {},
): Promise<PreparedDatabase> {
  const database = await ensureDatabase(configuration, options);
  try {
    const { applied } = await migrate(database.ownerUrl, loginsOf(database));
    await checkLogins(database);
    return { ...database, applied };
  } catch (error) {
    await database.stop();
    throw error;
  }
}

function loginsOf({ appUrl, portalUrl, accountsUrl }: Database): MigrateOptions {
  return {
    appLogin: loginOf(appUrl),
    ...(portalUrl && { portalLogin: loginOf(portalUrl) }),
    ...(accountsUrl && { accountsLogin: loginOf(accountsUrl) }),
  };
}

const loginOf = (url: string) => decodeURIComponent(new URL(url).username);
