/**
 * The configuration: environment variables, read once, checked by one schema. A mistake stops the start with a sentence
 * that names the variable.
 */
import { isIP } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { ProblemError } from './problems.ts';

/** An empty variable counts as not set: that is how a line in an `.env` file is switched off. */
const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());

const postgresUrl = z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgresql:// address' });

/** Addresses or networks; a name could be made to lead anywhere. */
const proxies = z
  .string()
  .transform((text) => text.split(/[\s,]+/).filter((part) => part !== ''))
  .refine((parts) => parts.every(isNetwork), {
    error: 'must be addresses or networks such as 10.0.0.5 or 10.0.0.0/24, with commas between',
  });

function isNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

const environmentSchema = z.object({
  PORT: optional(z.coerce.number({ error: 'must be a number' }).int().min(0).max(65_535)),
  HOST: optional(z.string()),
  SELOSTE_DATA: optional(z.string()),
  DATABASE_URL: optional(postgresUrl),
  DATABASE_OWNER_URL: optional(postgresUrl),
  DATABASE_DIRECT_URL: optional(postgresUrl),
  DATABASE_PORTAL_URL: optional(postgresUrl),
  DATABASE_ACCOUNTS_URL: optional(postgresUrl),
  PUBLIC_URL: optional(z.url({ protocol: /^https?$/, error: 'must be an http:// or https:// address' })),
  TRUSTED_PROXIES: optional(proxies),
  SMTP_URL: optional(z.url({ protocol: /^smtps?$/, error: 'must be an smtp:// or smtps:// address' })),
  MAIL_FROM: optional(z.email({ error: 'must be an e-mail address' })),
  SIGN_IN_MULTI_FACTOR: optional(z.enum(['required', 'optional'], { error: 'must be required or optional' })),
  SIGN_IN_IDLE_MINUTES: optional(z.coerce.number({ error: 'must be a number' }).int().min(5).max(1_440)),
  SIGN_IN_HOURS: optional(z.coerce.number({ error: 'must be a number' }).int().min(1).max(168)),
  OIDC_ISSUER: optional(z.url({ protocol: /^https?$/, error: 'must be an http:// or https:// address' })),
  OIDC_CLIENT_ID: optional(z.string()),
  OIDC_CLIENT_SECRET: optional(z.string()),
  OIDC_TITLE: optional(z.string().max(60)),
  LOG_LEVEL: optional(z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])),
});

/** Beside the program and not in the folder a command happens to be typed in, where it would make a second, empty database. */
const defaultDataFolder = fileURLToPath(new URL('../data', import.meta.url));

export type Configuration = {
  /** Undefined: 3000, or the next free port; 0: any free one. A port that was asked for is the only one that will do. */
  port: number | undefined;
  host: string;
  /** Absolute; everything the product keeps outside a database of your own lies here. */
  dataFolder: string;
  /** Undefined: the embedded PostgreSQL below the data folder. */
  database:
    | {
        appUrl: string;
        ownerUrl: string;
        directUrl: string;
        portalUrl: string | undefined;
        accountsUrl: string | undefined;
      }
    | undefined;
  /** Undefined SMTP server: messages become files in `outbox` below the data folder. */
  mail: { smtpUrl: string | undefined; from: string };
  signIn: {
    /** Asked of everybody; a register may ask for it all the same (CO.26). */
    multiFactor: boolean;
    idleMinutes: number;
    /** From signing in to its end, however busy. */
    hours: number;
    /** The organisation's own sign-in. */
    oidc: { key: string; title: string; issuer: string; clientId: string; clientSecret: string } | undefined;
  };
  /** Where people reach the server from outside, without a slash at the end; undefined: the address it listens on. */
  publicUrl: string | undefined;
  /** Whose X-Forwarded-For is believed: else everybody behind a proxy has its address, and is counted and locked as one. */
  trustedProxies: string[];
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
};

export function readConfiguration(environment: NodeJS.ProcessEnv): Configuration {
  const parsed = environmentSchema.safeParse(environment);
  if (!parsed.success) {
    const mistakes = parsed.error.issues.map(
      (issue) => `${issue.path.join('.')} ${sentenceOf(issue.message)}`,
    );
    throw new ProblemError('configuration-invalid', `${mistakes.join('; ')}.`);
  }
  const values = parsed.data;
  return {
    port: values.PORT,
    host: values.HOST ?? '127.0.0.1',
    dataFolder: path.resolve(values.SELOSTE_DATA ?? defaultDataFolder),
    database: databaseOf(values),
    mail: { smtpUrl: values.SMTP_URL, from: values.MAIL_FROM ?? 'seloste@localhost' },
    signIn: signInOf(values),
    publicUrl: values.PUBLIC_URL?.replace(/\/+$/, ''),
    trustedProxies: values.TRUSTED_PROXIES ?? [],
    logLevel: values.LOG_LEVEL ?? 'info',
  };
}

/** zod's messages name what was expected, never the value that was given, which may be a password. */
const sentenceOf = (message: string) => (message.startsWith('must') ? message : `is not valid: ${message}`);

type Values = z.infer<typeof environmentSchema>;

const IDLE_MINUTES = 60;
const HOURS = 12;

function signInOf(values: Values): Configuration['signIn'] {
  return {
    multiFactor: values.SIGN_IN_MULTI_FACTOR === 'required',
    idleMinutes: values.SIGN_IN_IDLE_MINUTES ?? IDLE_MINUTES,
    hours: values.SIGN_IN_HOURS ?? HOURS,
    oidc: oidcOf(values),
  };
}

function oidcOf(values: Values): Configuration['signIn']['oidc'] {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = values;
  if (issuer && clientId && clientSecret) {
    return { key: 'sso', title: values.OIDC_TITLE ?? 'Single sign-on', issuer, clientId, clientSecret };
  }
  if (!issuer && !clientId && !clientSecret) return undefined;
  const detail = 'OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET belong together: set all three or none.';
  throw new ProblemError('configuration-invalid', detail);
}

/** The server's login must not be the owner's: the owner may change what the policies say. */
function databaseOf(values: Values): Configuration['database'] {
  const { DATABASE_URL: appUrl, DATABASE_OWNER_URL: ownerUrl } = values;
  const { DATABASE_DIRECT_URL: directUrl, DATABASE_PORTAL_URL: portalUrl } = values;
  const { DATABASE_ACCOUNTS_URL: accountsUrl } = values;
  if (!appUrl && !ownerUrl && !directUrl && !portalUrl && !accountsUrl) return undefined;
  if (!appUrl || !ownerUrl) {
    const missing = appUrl ? 'DATABASE_OWNER_URL' : 'DATABASE_URL';
    const detail = `${missing} is missing: a database of your own needs DATABASE_URL (the server's login) and DATABASE_OWNER_URL (the login that migrates).`;
    throw new ProblemError('configuration-invalid', detail);
  }
  const logins = [appUrl, ownerUrl, portalUrl, accountsUrl]
    .filter((url) => url !== undefined)
    .map((url) => new URL(url).username);
  if (new Set(logins).size < logins.length) {
    const detail =
      'DATABASE_URL, DATABASE_OWNER_URL, DATABASE_PORTAL_URL and DATABASE_ACCOUNTS_URL use the same login: each must have one of its own, and only the owner may own anything.';
    throw new ProblemError('configuration-invalid', detail);
  }
  return { appUrl, ownerUrl, directUrl: directUrl ?? appUrl, portalUrl, accountsUrl };
}
