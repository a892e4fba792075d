/** Triggers that fill what the application may not write, for single rows; the gatekeeper's set-wise functions bypass them. */
import { ITEM_FACTS, TABLES } from '../tables.ts';

const quoted = (words: readonly string[]) => words.map((word) => `'${word}'`).join(', ');

/** Tables of several or of nobody whose values the application writes: their changes leave a line too. */
const NOTED = TABLES.filter(
  (table) => table.schema === 'register' && table.values.length > 0 && !ITEM_FACTS.includes(table),
);

function emitNotes(): string {
  return NOTED.map(({ name }) => {
    const table = `register.${name}`;
    return `drop trigger if exists guard_note on ${table};
create trigger guard_note before update on ${table} for each row
  when (current_user <> 'seloste_gatekeeper') execute function gate.guard_note();
comment on trigger guard_note on ${table} is 'The audit line of a change to what is about several people or nobody.';
`;
  }).join('\n');
}

export function emitGuards(): string {
  return `${emitFactGuards()}\n${emitNotes()}`;
}

function emitFactGuards(): string {
  return ITEM_FACTS.map((table) => {
    const name = `register.${table.name}`;
    const searched = `'${(table.search ?? []).join(',')}'`;
    const columns = quoted(table.values.map((column) => column.name));
    return `drop trigger if exists guard_insert on ${name};
create trigger guard_insert before insert on ${name} for each row
  when (current_user <> 'seloste_gatekeeper') execute function gate.guard_insert('${table.contact ?? 'any'}', ${searched});
comment on trigger guard_insert on ${name} is 'Fills register, gate, clock and recorder of a row the application adds (promise 2).';
drop trigger if exists guard_update on ${name};
create trigger guard_update before update on ${name} for each row
  when (current_user <> 'seloste_gatekeeper') execute function gate.guard_update(${searched}, ${columns});
comment on trigger guard_update on ${name} is 'Keeps the old value, gated as the row is, and the audit line.';
`;
  }).join('\n');
}
