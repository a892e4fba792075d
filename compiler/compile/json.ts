// A compiled notice as JSON text and back. Masks are 64-bit, which JSON numbers are not, so they travel as `{"mask":"…"}`.
import type { CompiledNotice } from '../model/compiled.ts';

function isMask(value: unknown): value is { readonly mask: string } {
  if (typeof value !== 'object' || value === null || !('mask' in value)) return false;
  return Object.keys(value).length === 1 && typeof value.mask === 'string' && /^\d{1,19}$/.test(value.mask);
}

/** Compact: a version of 1,000 clauses is about a megabyte, and publishing stores it with the next statement waiting. */
export function toJson(compiled: CompiledNotice): string {
  return JSON.stringify(compiled, (_key, value: unknown) =>
    typeof value === 'bigint' ? { mask: value.toString() } : value,
  );
}

/** Reads what `toJson` wrote; the text comes from our own table, so its shape is not checked again. */
export function fromJson(text: string): CompiledNotice {
  return JSON.parse(text, (_key, value: unknown) =>
    isMask(value) ? BigInt(value.mask) : value,
  ) as CompiledNotice;
}
