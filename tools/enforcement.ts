/** The SQL the compiler emits, as committed files: reviewing their diff shows what a change of the compiler or of a notice does. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { compile } from '../compiler/compile/compile.ts';
import { emitIndexes } from '../compiler/enforce/indexes.ts';
import { emitPolicies } from '../compiler/enforce/policies.ts';
import { emitRegister } from '../compiler/enforce/register.ts';
import type { Target } from '../compiler/enforce/table.ts';
import { citusSettingsSql } from '../compiler/enforce/values.ts';
import { readNotice } from '../compiler/read/read.ts';
import { TABLES } from '../database/tables.ts';

/** The number the example register has in the file; a database gives its own. */
const EXAMPLE_REGISTER_ID = 1;

/** Row-level security of every table; for citus also the statement that fills the settings the policies read. */
export function makePolicies(target: Target): string {
  const policies = emitPolicies(target, TABLES);
  return target === 'postgresql'
    ? policies
    : `${policies}\n-- What the door runs once per transaction, after the session is verified.\n${citusSettingsSql()};\n`;
}

/** What publishing an example notice runs: the look-up rows, and the indexes of purposes that consent opens. */
export async function makeEnforcement(target: Target, file: string): Promise<string> {
  const text = await readFile(new URL(`../notices/${file}`, import.meta.url), 'utf8');
  const { notice } = readNotice(text, file);
  if (notice === null) throw new Error(`${file} is no notice; run "seloste notice check" on it.`);
  const compiled = compile(notice, createHash('sha256').update(text).digest('hex'));
  const indexes = emitIndexes(EXAMPLE_REGISTER_ID, compiled, TABLES).map((index) => `${index.statement};`);
  return `${emitRegister(target, compiled)}\n${indexes.join('\n')}\n`;
}
