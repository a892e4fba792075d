// The notices as published: which registers there are, every version word for word, and which is in force. Notices are public, so
// these reads need no purpose and leave no access record.
import pg from 'pg';
import type { Notice } from '../../compiler/model/notice.ts';
import type { Day, Key } from '../../compiler/model/text.ts';
import { readNotice } from '../../compiler/read/read.ts';

export interface PublishedVersion {
  readonly register: Key;
  readonly version: number;
  readonly hash: string;
  /** The notice's own date; the day of publishing where the text has none. */
  readonly updated: Day;
  readonly published: Day;
  readonly current: boolean;
}

export interface StoredNotice extends PublishedVersion {
  readonly notice: Notice;
}

export interface PublishedNotices {
  /** The notice in force of every register, by title's order of publishing. */
  listInForce(): Promise<readonly StoredNotice[]>;
  /** Newest first; empty when the register does not exist or nothing is published. */
  listVersions(register: Key): Promise<readonly PublishedVersion[]>;
  findVersion(register: Key, version: number): Promise<StoredNotice | undefined>;
  close(): Promise<void>;
}

const REGISTERS_LIMIT = 100;
const VERSIONS_LIMIT = 200;
/** Reading a text takes tens of milliseconds; the texts in force and a few earlier ones stay read. */
const NOTICES_KEPT = 50;
const TIMEOUT_MS = 5_000;

interface Row {
  readonly register: string;
  readonly version: number;
  readonly hash: string;
  readonly updated: string;
  readonly published: string;
  readonly current: boolean;
}

const COLUMNS = `
  r.key as register, v.no as version, v.hash, v.no = f.version_no as current,
  to_char(v.published_at at time zone f.time_zone, 'YYYY-MM-DD') as published,
  coalesce(substring(v.text from '(?n)^updated:\\s*[''"]?(\\d{4}-\\d{2}-\\d{2})'),
           to_char(v.published_at at time zone f.time_zone, 'YYYY-MM-DD')) as updated`;
const TABLES = `
  notice.register r
  join notice.in_force f on f.register_id = r.id
  join notice.version v on v.register_id = r.id`;

export function openPublishedNotices(appUrl: string): PublishedNotices {
  const pool = new pg.Pool({
    connectionString: appUrl,
    max: 2,
    connectionTimeoutMillis: TIMEOUT_MS,
    query_timeout: TIMEOUT_MS,
    application_name: 'seloste notices',
  });
  // The pool reports a lost idle connection here; the next request finds out by itself.
  pool.on('error', () => undefined);
  const read = rememberReading();
  const select = async <T extends pg.QueryResultRow>(text: string, values: unknown[]): Promise<T[]> =>
    (await pool.query<T>(text, values)).rows;
  return {
    async listInForce() {
      const rows = await select<Row & { text: string }>(
        `select ${COLUMNS}, v.text from ${TABLES} where v.no = f.version_no order by r.id limit $1`,
        [REGISTERS_LIMIT],
      );
      return rows.flatMap((row) => stored(row, read(row)));
    },
    listVersions: (register) =>
      select<Row>(`select ${COLUMNS} from ${TABLES} where r.key = $1 order by v.no desc limit $2`, [
        register,
        VERSIONS_LIMIT,
      ]),
    async findVersion(register, version) {
      const [row] = await select<Row & { text: string }>(
        `select ${COLUMNS}, v.text from ${TABLES} where r.key = $1 and v.no = $2`,
        [register, version],
      );
      return row === undefined ? undefined : stored(row, read(row))[0];
    },
    close: () => pool.end(),
  };
}

/** A published text was read without errors once; a text this version of ours cannot read is treated as missing. */
function stored(row: Row & { text: string }, notice: Notice | null): readonly StoredNotice[] {
  const { text: _text, ...version } = row;
  return notice === null ? [] : [{ ...version, notice }];
}

/** Published texts never change, so what was read once under a hash stays true. */
function rememberReading(): (row: { hash: string; text: string }) => Notice | null {
  const known = new Map<string, Notice | null>();
  return ({ hash, text }) => {
    const found = known.get(hash);
    if (found !== undefined) return found;
    const { notice } = readNotice(text, 'published.yaml');
    if (known.size >= NOTICES_KEPT) known.delete(known.keys().next().value ?? '');
    known.set(hash, notice);
    return notice;
  };
}
