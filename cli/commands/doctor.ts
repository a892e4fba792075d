/** `seloste doctor`: is this installation in order? Shows the configuration without secrets and runs every check. */
import process from 'node:process';
import type { Command } from 'commander';
import { type Check, runChecks, serverVersion } from '../../database/doctor.ts';
import type { Configuration } from '../../platform/configuration.ts';
import { ProblemError } from '../../platform/problems.ts';
import { type CommandContext, withDatabase } from '../with-database.ts';

type Report = { configuration: Record<string, string>; postgresql: string; checks: Check[] };

export function registerDoctor(program: Command): void {
  program
    .command('doctor')
    .description('Show the configuration without secrets and check logins and database.')
    .action(async (_options: unknown, command: Command) => {
      const report = await withDatabase(examine);
      const { json } = command.optsWithGlobals<{ json?: boolean }>();
      process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : formatReport(report));
      const wrong = report.checks.filter((check) => !check.ok);
      if (wrong.length === 0) return;
      const names = wrong.map((check) => check.name).join(', ');
      throw new ProblemError('check-failed', `Not in order: ${names}. The rows above say where.`);
    });
}

async function examine({ configuration, database }: CommandContext): Promise<Report> {
  return {
    configuration: describeConfiguration(configuration, database),
    postgresql: await serverVersion(database.appUrl),
    checks: [
      { name: 'logins-cannot-climb', ok: true, rows: 0, examples: [] },
      ...(await runChecks(database.ownerUrl)),
    ],
  };
}

function describeConfiguration(
  configuration: Configuration,
  database: CommandContext['database'],
): Record<string, string> {
  return {
    PORT: String(configuration.port ?? '3000 or the next free one'),
    HOST: configuration.host,
    SELOSTE_DATA: configuration.dataFolder,
    PUBLIC_URL: configuration.publicUrl ?? 'the address it listens on',
    TRUSTED_PROXIES: configuration.trustedProxies.join(', ') || 'none',
    LOG_LEVEL: configuration.logLevel,
    SMTP_URL: configuration.mail.smtpUrl ? withoutPassword(configuration.mail.smtpUrl) : 'files in outbox',
    OIDC_ISSUER: configuration.signIn.oidc?.issuer ?? 'none',
    SIGN_IN_MULTI_FACTOR: configuration.signIn.multiFactor ? 'required' : 'where a register asks for it',
    database: database.embedded ? 'embedded' : 'your own',
    DATABASE_URL: withoutPassword(database.appUrl),
    DATABASE_OWNER_URL: withoutPassword(database.ownerUrl),
    DATABASE_DIRECT_URL: withoutPassword(database.directUrl),
    DATABASE_PORTAL_URL: database.portalUrl ? withoutPassword(database.portalUrl) : 'none',
    DATABASE_ACCOUNTS_URL: database.accountsUrl ? withoutPassword(database.accountsUrl) : 'none',
  };
}

/** Keeps who and where; the query of an address may hold a password or a key's path as well, so it goes too. */
function withoutPassword(address: string): string {
  const { protocol, username, host, pathname } = new URL(address);
  return `${protocol}//${username}@${host}${pathname}`;
}

function formatReport({ configuration, postgresql, checks }: Report): string {
  const settings = Object.entries(configuration).map(([name, value]) => `${name.padEnd(20)} ${value}`);
  const results = checks.map((check) => (check.ok ? `ok    ${check.name}` : formatFailure(check)));
  return [...settings, `${'PostgreSQL'.padEnd(20)} ${postgresql}`, '', ...results, ''].join('\n');
}

const formatFailure = (check: Check) =>
  [
    `WRONG ${check.name}: ${check.rows} rows`,
    ...check.examples.map((row) => `        ${JSON.stringify(row)}`),
  ].join('\n');
