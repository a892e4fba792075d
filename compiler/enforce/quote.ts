// Literals of SQL text. The emitter writes whole files, so values cannot be bound; every one goes through here.

/** A text literal. Backslashes are plain characters under standard_conforming_strings, PostgreSQL's default since 9.1. */
export function quoteText(value: string): string {
  if (value.includes('\0'))
    throw new RangeError('A text with a NUL character cannot be stored by PostgreSQL.');
  return `'${value.replaceAll("'", "''")}'`;
}

export function quoteOptional(value: string | null): string {
  return value === null ? 'null' : quoteText(value);
}

/** Keys in alphabetical order, so that a value read back from jsonb, which orders keys its own way, gives the same literal. */
export function quoteJson(value: unknown): string {
  const ordered = (_key: string, part: unknown): unknown =>
    typeof part !== 'object' || part === null || Array.isArray(part)
      ? part
      : Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)));
  return `${quoteText(JSON.stringify(value, ordered))}::jsonb`;
}

/** A bigint literal; masks never use the sign bit. */
export function quoteMask(mask: bigint): string {
  return `${mask}::bigint`;
}

export function quoteNumbers(numbers: readonly number[]): string {
  return `'{${numbers.join(',')}}'::smallint[]`;
}
