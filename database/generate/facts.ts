/** Every fact of some subjects with what its dates depend on, and no value: what the retention plans are asked about. */
import { ITEM_FACTS } from '../tables.ts';

const rows = ITEM_FACTS.map(
  (table) =>
    `  select 'row'::text, f.subject_id, f.id, f.relationship_id, f.item_no, f.source_no, f.recorded_at
    from register.${table.name} f where f.subject_id = any (p_subjects)`,
).join('\n  union all\n');

export function emitFacts(): string {
  return `-- Generated from tables.ts.
create function gate.facts_of(p_subjects uuid[])
returns table (owner text, subject_id uuid, id uuid, relationship_id uuid, item_no smallint, source_no smallint, recorded_at timestamptz)
language sql stable set search_path = pg_catalog, pg_temp as $$
${rows}
  union all
  select distinct on (v.subject_id, v.record_id) 'record', v.subject_id, v.record_id, v.relationship_id, v.item_no, v.source_no, v.recorded_at
    from register.involvement v where v.subject_id = any (p_subjects)
$$;
comment on function gate.facts_of(uuid[]) is 'Every fact and involvement of the subjects, without its value.';
`;
}
