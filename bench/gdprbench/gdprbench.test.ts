import { describe, expect, it } from 'vitest';
import {
  attributeValue,
  deterministicData,
  fnvHash64,
  javaHashCode,
  makeRecord,
  scrambledZipfian,
  seededRandom,
} from './generators.ts';
import { MIXES, makeStream } from './workloads.ts';

describe('the generators of GDPRbench', () => {
  it('hash as Java does', () => {
    expect(javaHashCode('')).toBe(0);
    expect(javaHashCode('hello')).toBe(99162322);
    expect(javaHashCode('polygenelubricants')).toBe(-2147483648);
  });
  it('hash longs by FNV-1a to an absolute value', () => {
    // Eight zero octets multiply the offset basis by the prime eight times, modulo 2^64.
    let expected = 0xcbf29ce484222325n;
    for (let octet = 0; octet < 8; octet += 1) expected = BigInt.asUintN(64, expected * 1_099_511_628_211n);
    const signed = BigInt.asIntN(64, expected);
    expect(fnvHash64(0n)).toBe(signed < 0n ? -signed : signed);
    expect(fnvHash64(123_456_789n)).not.toBe(fnvHash64(123_456_788n));
  });
  it('make record k from k alone', () => {
    expect(makeRecord(10_037)).toMatchObject({
      key: 'key10037',
      meta: { PUR: 'purpose12', USR: 'user37', DEC: 'dec1', TTL: '22000' },
    });
    expect(deterministicData(7)).toHaveLength(100);
    expect(deterministicData(7).startsWith(`7${javaHashCode('7')}`)).toBe(true);
    expect(attributeValue('TTL', 0)).toBe('30');
  });
  it('draw a skewed and reproducible stream of keys', () => {
    const draw = scrambledZipfian(seededRandom(1), 1_000);
    const counts = new Map<number, number>();
    for (let index = 0; index < 10_000; index += 1) {
      const key = draw();
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    expect(Math.max(...counts.values())).toBeGreaterThan(200);
    expect([...counts.keys()].every((key) => key >= 0 && key < 1_000)).toBe(true);
  });
});

describe('the workloads', () => {
  it('give every mix its shares and the same stream for the same seed', () => {
    for (const mix of ['repo', 'paper'] as const) {
      for (const workload of ['controller', 'customer', 'processor'] as const) {
        const total = MIXES[mix][workload].reduce((sum, [share]) => sum + share, 0);
        expect(total).toBeCloseTo(1);
        const size = { records: 1_000, operations: 400 };
        expect(makeStream(workload, mix, size, 3)).toEqual(makeStream(workload, mix, size, 3));
      }
    }
  });
  it('insert new keys in order after the records', () => {
    const inserts = makeStream('controller', 'repo', { records: 100, operations: 200 }, 5).filter(
      (each) => each.do === 'insert',
    );
    expect(inserts.map((each) => 'k' in each && each.k)).toEqual(inserts.map((_, index) => 100 + index));
  });
});
