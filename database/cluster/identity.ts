/**
 * Proof that the server which answers on a port serves our files: its system identifier is the one in our control file.
 */
import { open } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { ProblemError } from '../../platform/problems.ts';

const TIMEOUT_MS = 10_000;

/** The first eight bytes of pg_control, written once by initdb, in the machine's byte order (all ours are little-endian). */
async function systemIdentifierOnDisk(pgdata: string): Promise<string> {
  const file = await open(path.join(pgdata, 'global', 'pg_control'));
  try {
    const { buffer } = await file.read(Buffer.alloc(8), 0, 8, 0);
    return buffer.readBigUInt64LE().toString();
  } finally {
    await file.close();
  }
}

/** The password is never sent: SCRAM proves it, and the server has to prove that it knows it too. */
export async function checkIdentity(pgdata: string, superuserUrl: string): Promise<void> {
  const client = new pg.Client({
    connectionString: superuserUrl,
    connectionTimeoutMillis: TIMEOUT_MS,
    query_timeout: TIMEOUT_MS,
  });
  const foreign = `The server on port ${client.port} is not the one that serves ${pgdata}: stop the other server or set DATABASE_URL to it on purpose.`;
  try {
    await client.connect();
    const { rows } = await client.query<{ id: string }>(
      'select system_identifier::text as id from pg_control_system()',
    );
    if (rows[0]?.id !== (await systemIdentifierOnDisk(pgdata)))
      throw new ProblemError('cluster-foreign', foreign);
  } catch (cause) {
    if (cause instanceof ProblemError) throw cause;
    throw new ProblemError('cluster-foreign', foreign, { cause });
  } finally {
    await client.end().catch(() => undefined);
  }
}
