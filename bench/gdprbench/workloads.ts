// The operation streams of GDPRbench's controller, customer and processor, in the repository's mix at 94d399c and the paper's
// (Table 2). A stream is made once and replayed on every variant, so both sides touch the same rows.
import { ATTRIBUTES, type Attribute, attributeValue, scrambledZipfian, seededRandom } from './generators.ts';

export type Workload = 'controller' | 'customer' | 'processor';
export type Mix = 'repo' | 'paper';

export type Operation =
  | {
      readonly do: 'read-by-key' | 'read-meta-by-key' | 'delete-by-key' | 'update-all' | 'insert';
      readonly k: number;
    }
  | { readonly do: 'read-by' | 'delete-by'; readonly by: Attribute; readonly value: string }
  | { readonly do: 'update-meta-by-key'; readonly k: number; readonly field: Attribute; readonly to: string }
  | {
      readonly do: 'update-meta-by';
      readonly by: Attribute;
      readonly value: string;
      readonly field: Attribute;
      readonly to: string;
    };

type Kind =
  | {
      readonly do:
        | 'read-by-key'
        | 'read-meta-by-key'
        | 'delete-by-key'
        | 'update-all'
        | 'insert'
        | 'update-meta-by-key';
    }
  | { readonly do: 'read-by' | 'delete-by' | 'update-meta-by'; readonly by: Attribute };

type Share = readonly [share: number, kind: Kind];

const by = (kind: 'read-by' | 'delete-by' | 'update-meta-by', attribute: Attribute): Kind => ({
  do: kind,
  by: attribute,
});

export const MIXES: Readonly<Record<Mix, Readonly<Record<Workload, readonly Share[]>>>> = {
  repo: {
    controller: [
      [0.25, by('update-meta-by', 'PUR')],
      [0.25, by('update-meta-by', 'USR')],
      [0.25, { do: 'delete-by-key' }],
      [0.25, { do: 'insert' }],
    ],
    customer: [
      [0.2, { do: 'read-by-key' }],
      [0.1, by('read-by', 'PUR')],
      [0.1, by('read-by', 'USR')],
      [0.2, { do: 'update-all' }],
      [0.1, by('update-meta-by', 'PUR')],
      [0.1, by('update-meta-by', 'USR')],
      [0.2, { do: 'delete-by-key' }],
    ],
    processor: [
      [0.2, { do: 'read-by-key' }],
      [0.4, by('read-by', 'PUR')],
      [0.4, by('read-by', 'USR')],
    ],
  },
  paper: {
    controller: [
      [0.25, { do: 'insert' }],
      [0.125, by('delete-by', 'PUR')],
      [0.125, by('delete-by', 'USR')],
      [0.25, by('update-meta-by', 'PUR')],
      [0.25, by('update-meta-by', 'USR')],
    ],
    customer: [
      [0.2, by('read-by', 'USR')],
      [0.2, { do: 'read-meta-by-key' }],
      [0.2, { do: 'update-all' }],
      [0.2, { do: 'update-meta-by-key' }],
      [0.2, { do: 'delete-by-key' }],
    ],
    processor: [
      [0.8, { do: 'read-by-key' }],
      [0.1, by('read-by', 'PUR')],
      [0.1, by('read-by', 'OBJ')],
    ],
  },
};

export interface StreamSize {
  readonly records: number;
  readonly operations: number;
}

/** Keyspace = records + 2·operations·insert share, as YCSB reserves it. */
export function makeStream(
  workload: Workload,
  mix: Mix,
  size: StreamSize,
  seed: number,
): readonly Operation[] {
  const shares = MIXES[mix][workload];
  const random = seededRandom(seed);
  const inserts = shares.find(([, kind]) => kind.do === 'insert')?.[0] ?? 0;
  const keyspace = size.records + Math.floor(2 * size.operations * inserts);
  const zipfian = scrambledZipfian(random, keyspace);
  const choose = workload === 'customer' ? zipfian : () => Math.floor(random() * size.records);
  let next = size.records;
  return Array.from({ length: size.operations }, () => {
    const kind = pick(shares, random());
    const k = kind.do === 'insert' ? next++ : choose();
    const field = ATTRIBUTES[1 + Math.floor(random() * (ATTRIBUTES.length - 1))] ?? 'TTL';
    return toOperation(kind, k, field);
  });
}

function pick(shares: readonly Share[], at: number): Kind {
  let sum = 0;
  for (const [share, kind] of shares) {
    sum += share;
    if (at < sum) return kind;
  }
  const last = shares.at(-1);
  if (!last) throw new Error('a workload needs a share');
  return last[1];
}

function toOperation(kind: Kind, k: number, field: Attribute): Operation {
  switch (kind.do) {
    case 'read-by':
    case 'delete-by':
      return { do: kind.do, by: kind.by, value: attributeValue(kind.by, k) };
    case 'update-meta-by':
      return {
        do: kind.do,
        by: kind.by,
        value: attributeValue(kind.by, k),
        field,
        to: attributeValue(field, k),
      };
    case 'update-meta-by-key':
      return { do: kind.do, k, field, to: attributeValue(field, k) };
    default:
      return { do: kind.do, k };
  }
}
