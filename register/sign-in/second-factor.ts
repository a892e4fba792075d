// Codes of an authenticator app (TOTP, RFC 6238) and the recovery codes for when it is lost. Each code is good once.
import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { ProblemError } from '../../platform/problems.ts';
import { noteSecurity, query, type SignInContext } from './context.ts';

const ISSUER = 'Seloste';
const PERIOD_S = 30;
/** One step early or late: clocks of phones differ. */
const WINDOW = 1;
const RECOVERY_CODES = 10;
/** Without 0, 1, i, l, o: codes are read from paper. */
const ALPHABET = '23456789abcdefghjkmnpqrstuvwxyz';
const RECOVERY_CODE_CHARACTERS = 10;

const totpOf = (secret: string, login: string) =>
  new TOTP({ issuer: ISSUER, label: login, secret: Secret.fromBase32(secret), period: PERIOD_S, digits: 6 });

/** A new secret, not in use before a first code confirms that the app has it. */
export async function beginTotp(
  context: SignInContext,
  account: { id: string; login: string },
): Promise<{ secret: string; uri: string }> {
  const secret = new Secret({ size: 20 }).base32;
  const begun = await query(
    context,
    `insert into signin.totp (account_id, secret, recorded_at) values ($1, $2, $3)
     on conflict on constraint totp_pk do update set secret = excluded.secret, recorded_at = excluded.recorded_at, last_step = 0
       where signin.totp.confirmed_at is null returning account_id`,
    [account.id, context.secrets.sealTotp(account.id, secret), context.clock()],
  );
  if (begun.length === 0) {
    throw new ProblemError('request-invalid', 'There is an authenticator app already: remove it first.');
  }
  return { secret, uri: totpOf(secret, account.login).toString() };
}

/** Puts the app in use; throws `code-wrong`. */
export async function confirmTotp(
  context: SignInContext,
  account: { id: string; login: string },
  code: string,
): Promise<void> {
  await takeTotp(context, account, code, 'confirmed_at is null');
  await noteSecurity(context, 'totp-added', 'an authenticator app', account.id);
}

/** Throws `code-wrong` for a wrong code, an old one and one that was taken before. */
export async function takeTotp(
  context: SignInContext,
  account: { id: string; login: string },
  code: string,
  state: 'confirmed_at is null' | 'confirmed_at is not null' = 'confirmed_at is not null',
): Promise<void> {
  const [row] = await query<{ secret: Buffer }>(
    context,
    `select secret from signin.totp where account_id = $1 and ${state}`,
    [account.id],
  );
  const step =
    row && stepOfCode(context.secrets.openTotp(account.id, row.secret), account.login, code, context.clock());
  const taken =
    step === undefined
      ? []
      : await query(
          context,
          // Of the secret that was looked at: another window may have begun anew meanwhile, and that app is nobody's yet.
          `update signin.totp set last_step = $2, confirmed_at = coalesce(confirmed_at, $3)
            where account_id = $1 and last_step < $2 and secret = $4 and ${state} returning account_id`,
          [account.id, step, context.clock(), row?.secret],
        );
  if (taken.length === 0) throw wrongCode();
}

function stepOfCode(secret: string, login: string, code: string, now: Date): number | undefined {
  const timestamp = now.getTime();
  const delta = totpOf(secret, login).validate({
    token: code.replaceAll(/\s/g, ''),
    timestamp,
    window: WINDOW,
  });
  return delta === null ? undefined : Math.floor(timestamp / 1000 / PERIOD_S) + delta;
}

const wrongCode = () =>
  new ProblemError(
    'code-wrong',
    'The code is wrong or was used before: wait for the next one, or use a recovery code.',
  );

export async function removeTotp(context: SignInContext, accountId: string): Promise<void> {
  const removed = await query(context, 'delete from signin.totp where account_id = $1 returning account_id', [
    accountId,
  ]);
  if (removed.length === 0) throw new ProblemError('not-found', 'There is no authenticator app.');
  await noteSecurity(context, 'totp-removed', 'an authenticator app', accountId);
}

/** New codes; the ones before are worth nothing from now on. Shown once. */
export async function makeRecoveryCodes(context: SignInContext, accountId: string): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, makeRecoveryCode);
  const hashes = codes.map((code) => recoveryHash(context, accountId, code));
  await query(
    context,
    `with gone as (delete from signin.recovery_code where account_id = $1)
     insert into signin.recovery_code (account_id, code_hash) select $1, h from unnest($2::bytea[]) h`,
    [accountId, hashes],
  );
  await noteSecurity(context, 'recovery-codes-made', `${RECOVERY_CODES} codes`, accountId);
  return codes;
}

function makeRecoveryCode(): string {
  // 31 letters out of 256 values: those past the last whole round are thrown away, so that every letter is as likely.
  const fair = 256 - (256 % ALPHABET.length);
  const letters: string[] = [];
  while (letters.length < RECOVERY_CODE_CHARACTERS) {
    for (const byte of randomBytes(16)) if (byte < fair) letters.push(ALPHABET[byte % ALPHABET.length] ?? '');
  }
  const code = letters.slice(0, RECOVERY_CODE_CHARACTERS).join('');
  return `${code.slice(0, 5)}-${code.slice(5)}`;
}

const recoveryHash = ({ secrets }: SignInContext, accountId: string, code: string) =>
  secrets.keyedHash('recovery code', `${accountId} ${code.toLowerCase().replaceAll(/[^0-9a-z]/g, '')}`);

/** Throws `code-wrong` for one that is not theirs or was used. */
export async function takeRecoveryCode(
  context: SignInContext,
  accountId: string,
  code: string,
): Promise<void> {
  const taken = await query(
    context,
    `update signin.recovery_code set used_at = $3 where account_id = $1 and code_hash = $2 and used_at is null returning account_id`,
    [accountId, recoveryHash(context, accountId, code), context.clock()],
  );
  if (taken.length === 0) throw wrongCode();
  await noteSecurity(context, 'recovery-code-used', 'instead of the second factor', accountId);
}

export async function countRecoveryCodes(context: SignInContext, accountId: string): Promise<number> {
  const [row] = await query<{ left: string }>(
    context,
    'select count(*) as left from signin.recovery_code where account_id = $1 and used_at is null',
    [accountId],
  );
  return Number(row?.left ?? 0);
}
