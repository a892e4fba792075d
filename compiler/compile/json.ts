// A compiled notice as JSON text and back. Masks are 64-bit, which JSON numbers are not, so they travel as strings of digits; where
// they stand is known, so reading back touches them alone (a reviver that visits every value took five times as long).
import type { CompiledNotice } from '../model/compiled.ts';

/** Compact: a version of 1,000 clauses is about half a megabyte, and publishing stores it with the next statement waiting. */
export function toJson(compiled: CompiledNotice): string {
  return JSON.stringify(compiled, (_key, value: unknown) =>
    typeof value === 'bigint' ? value.toString() : value,
  );
}

/** Reads what `toJson` wrote; the text comes from our own table, so its shape is not checked again. */
export function fromJson(text: string): CompiledNotice {
  // Every mask is still its digits here; each is made a number below.
  const stored = JSON.parse(text) as CompiledNotice;
  return {
    ...stored,
    flip: BigInt(stored.flip),
    items: stored.items.map((item) => ({
      ...item,
      purposes: BigInt(item.purposes),
      sources: item.sources.map((source) => ({ ...source, bars: BigInt(source.bars) })),
    })),
    kinds: stored.kinds.map((kind) => ({
      ...kind,
      opens: BigInt(kind.opens),
      afterEnd: BigInt(kind.afterEnd),
    })),
    roles: stored.roles.map((role) => ({ ...role, purposes: BigInt(role.purposes) })),
  };
}
