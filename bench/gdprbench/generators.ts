// GDPRbench's generators (Shastri et al., VLDB 2020; GDPRbench at 94d399c, a fork of YCSB 0.16), bit for bit: the same key k gives
// the same record in Java and here, so that our operation streams touch the rows theirs would.

export const ATTRIBUTES = ['PUR', 'TTL', 'USR', 'OBJ', 'DEC', 'ACL', 'SHR', 'SRC', 'CAT'] as const;
export type Attribute = (typeof ATTRIBUTES)[number];

export interface GdprRecord {
  readonly key: string;
  readonly meta: Readonly<Record<Attribute, string>>;
  /** 100 characters. */
  readonly data: string;
}

const TTL_SECONDS = [30, 10_000, 12_000, 14_000, 16_000, 18_000, 20_000, 22_000, 24_000, 1_000_000];
const DATA_LENGTH = 100;

/** Number of distinct values per attribute; record k has value number k mod count. */
const COUNTS: Readonly<Record<Attribute, number>> = {
  PUR: 25,
  TTL: TTL_SECONDS.length,
  USR: 10_000,
  OBJ: 100,
  DEC: 2,
  ACL: 10,
  SHR: 10,
  SRC: 10,
  CAT: 10,
};

export const attributeCount = (attribute: Attribute) => COUNTS[attribute];

const PREFIX: Readonly<Record<Exclude<Attribute, 'TTL'>, string>> = {
  PUR: 'purpose',
  USR: 'user',
  OBJ: 'obj',
  DEC: 'dec',
  ACL: 'acl',
  SHR: 'shr',
  SRC: 'src',
  CAT: 'cat',
};

export function attributeValue(attribute: Attribute, k: number): string {
  const index = k % COUNTS[attribute];
  return attribute === 'TTL' ? String(TTL_SECONDS[index]) : `${PREFIX[attribute]}${index}`;
}

export function makeRecord(k: number): GdprRecord {
  const meta = Object.fromEntries(ATTRIBUTES.map((attribute) => [attribute, attributeValue(attribute, k)]));
  return { key: `key${k}`, meta: meta as Record<Attribute, string>, data: deterministicData(k) };
}

/** k, then the Java hash of the text so far, again and again, cut at 100 characters. */
export function deterministicData(k: number): string {
  let text = String(k);
  while (text.length < DATA_LENGTH) text += String(javaHashCode(text));
  return text.slice(0, DATA_LENGTH);
}

/** `java.lang.String.hashCode`: s[0]·31^(n−1) + … in 32-bit arithmetic. */
export function javaHashCode(text: string): number {
  let hash = 0;
  for (let index = 0; index < text.length; index += 1)
    hash = (Math.imul(31, hash) + text.charCodeAt(index)) | 0;
  return hash;
}

/** YCSB's `Utils.fnvhash64`: FNV-1a over the eight octets of a long, absolute value. */
export function fnvHash64(value: bigint): bigint {
  let hash = 0xcbf29ce484222325n;
  let rest = BigInt.asUintN(64, value);
  for (let octet = 0; octet < 8; octet += 1) {
    hash = BigInt.asUintN(64, (hash ^ (rest & 0xffn)) * 1_099_511_628_211n);
    rest >>= 8n;
  }
  const signed = BigInt.asIntN(64, hash);
  return signed < 0n ? -signed : signed;
}

/** A pseudo-random source with a fixed seed (mulberry32), so that every run and every variant sees one stream. */
export function seededRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const THETA = 0.99;
const ZIPF_ITEMS = 1e10;
const ZETA_N = 26.46902820178302;

/** YCSB's scrambled Zipfian: popular keys spread over the keyspace by FNV. */
export function scrambledZipfian(random: () => number, keyspace: number): () => number {
  const alpha = 1 / (1 - THETA);
  const zetaTwo = 1 + 0.5 ** THETA;
  const eta = (1 - (2 / ZIPF_ITEMS) ** (1 - THETA)) / (1 - zetaTwo / ZETA_N);
  return () => {
    const u = random();
    const uz = u * ZETA_N;
    let rank = 0;
    if (uz >= 1) rank = uz < 1 + 0.5 ** THETA ? 1 : Math.floor(ZIPF_ITEMS * (eta * u - eta + 1) ** alpha);
    return Number(fnvHash64(BigInt(rank)) % BigInt(keyspace));
  };
}
