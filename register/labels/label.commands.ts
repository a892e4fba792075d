// Labels of people. A label is a choice item of the notice: what may be said of somebody, for which purposes, from where and until when is
// stated there like everything else, so there are no labels that nobody declared. One person may carry several of an item.
import type { CompiledItem } from '../../compiler/model/compiled.ts';
import type { Door, Entered, SubjectRow } from '../../database/door/door.ts';
import { ProblemError } from '../../platform/problems.ts';
import { uuidv7 } from '../identifiers/uuid.ts';
import { redate } from '../retention/due.ts';
import { itemToWrite, sourceToWrite } from '../subjects/fact-input.ts';
import { typeOf } from '../subjects/fact-value.ts';
import { filterSql, newValues } from '../subjects/people.filter.ts';
import type { Filter } from '../subjects/people.schemas.ts';
import type { Asking } from '../subjects/words.ts';
import type { LabelPlan, LabelWish } from './label.schemas.ts';

export interface Labelling {
  readonly door: Door;
  readonly asking: Asking;
}

interface Label {
  readonly item: CompiledItem;
  readonly value: string;
}

type ChosenRow = SubjectRow & {
  /** Rows that carry the label already. */
  readonly rows: readonly string[];
  readonly fits: boolean;
};

/** People of one request: each is guarded by itself, and all of them wait for one answer. */
const PEOPLE_LIMIT = 1_000;

/** What labelling would do; nothing is changed. */
export async function planLabel({ door, asking }: Labelling, wish: LabelWish): Promise<LabelPlan> {
  const label = labelOf(asking, wish);
  const chosen = await door.enter({ pass: asking.pass, purpose: asking.purpose.key }, (entered) =>
    choose(entered, asking, { label, wish, what: 'people: label preview' }),
  );
  return planOf(chosen);
}

function planOf(chosen: readonly ChosenRow[]): LabelPlan {
  const carrying = chosen.filter(({ rows }) => rows.length > 0).length;
  return {
    people: chosen.length,
    carrying,
    unfit: chosen.filter(({ rows, fits }) => rows.length === 0 && !fits).length,
    free: chosen.filter(({ rows, fits }) => rows.length === 0 && fits).length,
  };
}

/** All of them or none. Answers how many got it. */
export async function addLabel(
  { door, asking }: Labelling,
  wish: LabelWish & { readonly source: string },
): Promise<number> {
  const label = labelOf(asking, wish);
  const sourceNo = sourceToWrite(asking, label.item, wish.source, 'source');
  return door.enter({ pass: asking.pass, purpose: asking.purpose.key }, async (entered) => {
    const chosen = await choose(entered, asking, { label, wish, what: 'people: label' });
    const free = chosen.filter(({ rows, fits }) => rows.length === 0 && fits).map((row) => row.subject_id);
    if (free.length === 0) return 0;
    await entered.write({
      text: `insert into register.attribute_text (subject_id, id, item_no, source_no, value)
             select unnest($1::uuid[]), unnest($2::uuid[]), $3, $4, $5`,
      values: [free, free.map(() => uuidv7()), label.item.no, sourceNo, label.value],
    });
    await redate(entered, asking.words.registerId, free);
    return free.length;
  });
}

/** Erased, or closed for the purpose while another must keep it. Held ones refuse the whole. */
export async function removeLabel({ door, asking }: Labelling, wish: LabelWish): Promise<number> {
  const label = labelOf(asking, wish);
  return door.enter({ pass: asking.pass, purpose: asking.purpose.key }, async (entered) => {
    const chosen = await choose(entered, asking, { label, wish, what: 'people: label removed' });
    const carrying = chosen.filter(({ rows }) => rows.length > 0);
    for (const { subject_id: subjectId, rows } of carrying) {
      for (const row of rows) {
        await entered.call({
          text: `select gate.erase_fact('attribute_text', $1, $2, 'label removed by staff')`,
          values: [subjectId, row],
        });
      }
    }
    const ids = carrying.map((row) => row.subject_id);
    await redate(entered, asking.words.registerId, ids);
    return ids.length;
  });
}

/** Throws for an item without choices, or a word that is none of them. */
function labelOf(asking: Asking, { item: key, value }: LabelWish): Label {
  const item = itemToWrite(asking, key, 'item');
  const definition = asking.words.terms.items.find((each) => each.key === key);
  if (typeOf(item) === 'choice' && definition?.choices.some((choice) => choice.key === value))
    return { item, value };
  const path = typeOf(item) === 'choice' ? 'value' : 'item';
  const detail = 'A label is a choice of an item that the notice lists with its choices.';
  throw new ProblemError('request-invalid', detail, {
    fields: [{ path, code: 'not-in-list', message: detail }],
  });
}

interface Choosing {
  readonly label: Label;
  readonly wish: LabelWish;
  readonly what: string;
}

/** A set: one header with what it was chosen by, and a row for each person. */
async function choose(
  entered: Entered,
  asking: Asking,
  { label, wish, what }: Choosing,
): Promise<readonly ChosenRow[]> {
  const { item, value } = label;
  const values = newValues();
  const among =
    'ids' in wish.people
      ? idsSql(values.take(wish.people.ids))
      : filterOf(asking, wish.people.filter, values);
  const fits =
    item.kinds === null
      ? 'true'
      : `exists (select from register.relationship r where r.subject_id = s.id and r.kind_no = any (${values.take([...item.kinds])}::smallint[]))`;
  const word = values.take(value);
  const rows = await entered.set<ChosenRow>(
    { what, criteria: { item: item.key, value } },
    {
      text: `select s.id as subject_id, ${fits} as fits,
          array(select f.id from register.attribute_text f where f.subject_id = s.id and f.item_no = ${item.no} and f.value = ${word}) as rows
        from register.subject s where s.person_id is null and s.identified and ${among}
       order by s.id limit ${PEOPLE_LIMIT + 1}`,
      values: values.list,
    },
  );
  if (rows.length <= PEOPLE_LIMIT) return rows;
  throw new ProblemError(
    'read-too-wide',
    `At most ${PEOPLE_LIMIT} people are labelled at once. Narrow the filter and do it in parts.`,
  );
}

const idsSql = (ids: string) => `s.id = any (${ids}::uuid[])`;

function filterOf(asking: Asking, filter: Filter, values: ReturnType<typeof newValues>): string {
  return filterSql(filter, { asking, values }, 's');
}
