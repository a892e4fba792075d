/** Which purposes' stored gates a new version makes wrong, and which of them must be closed until they are right again. */
import type pg from 'pg';

interface PurposeSettings {
  readonly key: string;
  readonly bit: number;
  readonly basis: string;
  readonly live: boolean;
  /** Everything a stored gate was computed from, as one text. */
  readonly computed_from: string;
  readonly open: string;
  readonly succeeds: string | null;
}

interface KindSettings {
  readonly kind_no: number;
  readonly opens: string;
  readonly after_end: string;
}

export interface Settings {
  readonly purposes: ReadonlyMap<string, PurposeSettings>;
  readonly kinds: ReadonlyMap<number, KindSettings>;
  /** item and source → purposes the source closes on the row. */
  readonly bars: ReadonlyMap<string, bigint>;
}

export async function readSettings(client: pg.Client, registerId: number): Promise<Settings> {
  const purposes = await client.query<PurposeSettings>(
    `select key, bit, basis, live, open, succeeds, row(open, channel, direct_marketing, minimum_age, guardian_below, inherits, consent_lasts)::text as computed_from
       from notice.purpose where register_id = $1 and not implicit`,
    [registerId],
  );
  const kinds = await client.query<KindSettings>(
    'select kind_no, opens::text, after_end::text from notice.kind where register_id = $1',
    [registerId],
  );
  const bars = await client.query<{ pair: string; bars: string }>(
    `select item_no || ' ' || source_no as pair, bars::text from notice.item_source where register_id = $1`,
    [registerId],
  );
  return {
    purposes: new Map(purposes.rows.map((row) => [row.key, row])),
    kinds: new Map(kinds.rows.map((row) => [row.kind_no, row])),
    bars: new Map(bars.rows.map((row) => [row.pair, BigInt(row.bars)])),
  };
}

/** `rewrite`: bits that may be wrong on rows. `close`: those of them that might show too much until then. */
export function whatChanged(before: Settings, after: Settings): { rewrite: bigint; close: bigint } {
  const purposes = changedPurposes(before, after);
  const kinds = changedKinds(before, after);
  const bars = changedBars(before, after);
  return { rewrite: purposes.rewrite | kinds.rewrite | bars, close: purposes.close | kinds.close | bars };
}

function changedPurposes(before: Settings, after: Settings) {
  let rewrite = 0n;
  let close = 0n;
  for (const purpose of after.purposes.values()) {
    const was = before.purposes.get(purpose.key);
    const bit = 1n << BigInt(purpose.bit);
    if (!was) {
      // A new purpose that is open by default or by consent rewrites no row; a successor inherits closings.
      if (purpose.open === 'relationship') rewrite |= bit;
      if (purpose.succeeds !== null) close |= bit;
    } else if (was.computed_from !== purpose.computed_from || was.live !== purpose.live) {
      rewrite |= bit;
      if (purpose.live) close |= bit;
    }
  }
  return { rewrite: rewrite | close, close };
}

function changedKinds(before: Settings, after: Settings) {
  let rewrite = 0n;
  let close = 0n;
  for (const kind of after.kinds.values()) {
    const was = before.kinds.get(kind.kind_no);
    if (!was) continue;
    const [opened, opens] = [BigInt(was.opens), BigInt(kind.opens)];
    const [stayed, stays] = [BigInt(was.after_end), BigInt(kind.after_end)];
    rewrite |= (opened ^ opens) | (stayed ^ stays);
    close |= (opened & ~opens) | (stayed & ~stays);
  }
  return { rewrite, close };
}

/** A pair of item and source that is new has no rows yet. */
function changedBars(before: Settings, after: Settings): bigint {
  return [...before.bars].reduce((bits, [pair, bars]) => bits | (bars ^ (after.bars.get(pair) ?? bars)), 0n);
}
