// Hears from the database that people changed, in whichever process it was done, and tells those who listen: ids only. One connection
// of its own, because a pooled one forgets what it listens to.
import pg from 'pg';
import type { Log } from '../../platform/log.ts';

export interface LiveChanges {
  /** Called with the subjects that changed within a moment; answers how to stop. */
  readonly listen: (registerId: number, hear: (subjectIds: readonly string[]) => void) => () => void;
  readonly close: () => Promise<void>;
}

interface LiveOptions {
  /** Without a pooler in between. */
  readonly directUrl: string;
  readonly log: Log;
}

type Hear = (subjectIds: readonly string[]) => void;

const CHANNEL = 'seloste_person';
const RECONNECT_MS = 2_000;
/** Changes of so long are told together: saving a form makes several. */
const GATHER_MS = 100;
const GATHER_LIMIT = 500;

export function openLiveChanges({ directUrl, log }: LiveOptions): LiveChanges {
  const hearers = new Map<number, Set<Hear>>();
  const waiting = new Map<number, Set<string>>();
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  const flush = () => {
    timer = undefined;
    for (const [registerId, subjects] of waiting) {
      for (const hear of hearers.get(registerId) ?? []) hear([...subjects].slice(0, GATHER_LIMIT));
    }
    waiting.clear();
  };
  const take = (payload: string | undefined) => {
    const [register = '', subject = ''] = (payload ?? '').split(' ');
    const registerId = Number(register);
    if (!hearers.has(registerId) || subject === '') return;
    waiting.set(registerId, (waiting.get(registerId) ?? new Set()).add(subject));
    timer ??= setTimeout(flush, GATHER_MS);
  };
  const connect = async (): Promise<void> => {
    if (isClosed || client) return;
    const made = new pg.Client({ connectionString: directUrl, application_name: 'seloste live' });
    client = made;
    const lost = () => {
      if (client !== made) return;
      client = undefined;
      void made.end().catch(() => undefined);
      // What changed meanwhile is not told: a window that comes back asks anew by itself.
      if (!isClosed) setTimeout(() => void connect(), RECONNECT_MS).unref();
    };
    made.on('error', lost);
    made.on('end', lost);
    made.on('notification', ({ payload }) => take(payload));
    try {
      await made.connect();
      await made.query(`listen ${CHANNEL}`);
    } catch (error) {
      log.warn({ err: error }, 'cannot hear of changes; trying again');
      lost();
    }
  };
  return {
    listen: (registerId, hear) => {
      void connect();
      const heard = hearers.get(registerId) ?? new Set<Hear>();
      hearers.set(registerId, heard.add(hear));
      return () => {
        heard.delete(hear);
        if (heard.size === 0) hearers.delete(registerId);
      };
    },
    close: async () => {
      isClosed = true;
      clearTimeout(timer);
      const open = client;
      client = undefined;
      await open?.end().catch(() => undefined);
    },
  };
}
