// A new person with what is known of them and their part in something, and parts begun later: all or nothing, in one transaction.
import type { CompiledKind } from '../../compiler/model/compiled.ts';
import type { Entered } from '../../database/door/door.ts';
import { ProblemError } from '../../platform/problems.ts';
import { normaliseBusinessId } from '../identifiers/business-id.ts';
import { uuidv7 } from '../identifiers/uuid.ts';
import { redate } from '../retention/due.ts';
import { insertFact, requirePerson, type Writing } from './fact.commands.ts';
import { itemToWrite, readValue, sourceToWrite } from './fact-input.ts';
import { OF_RELATIONSHIP } from './fields.ts';
import { keepKeys, readKeyFacts } from './match.commands.ts';
import type { NewPerson, NewRelationship, OrganisationWish } from './people-writing.schemas.ts';
import type { Asking } from './words.ts';

/** Answers the new person's id. Throws with the notice's items where it makes more mandatory. */
export async function addPerson(writing: Writing, wish: NewPerson): Promise<string> {
  const { asking, now } = writing;
  const facts = wish.facts.map((fact, index) => {
    const path = `facts.${index}`;
    const item = itemToWrite(asking, fact.item, `${path}.item`);
    return {
      item,
      sourceNo: sourceToWrite(asking, item, fact.source ?? wish.source, `${path}.source`),
      columns: readValue(asking, item, fact.value, { path: `${path}.value`, now }),
    };
  });
  kindToWrite(asking, wish);
  return writing.door.enter({ pass: asking.pass, purpose: asking.purpose.key }, async (entered) => {
    const subjectId = uuidv7();
    await entered.call({ text: 'select gate.add_subject($1, $2)', values: [subjectId, wish.source] });
    const relationshipId = await startRelationship(entered, subjectId, wish);
    for (const fact of facts) {
      const of = OF_RELATIONSHIP.has(fact.item.key) ? relationshipId : null;
      await insertFact(entered, writing, { ...fact, subjectId, factId: uuidv7(), relationshipId: of });
    }
    const after = facts.map(({ item, columns }) => ({
      item: item.key,
      table: item.table,
      values: Object.fromEntries(Object.entries(columns).map(([name, value]) => [name, value ?? ''])),
    }));
    const { matchKey } = await writing.keys();
    await keepKeys(entered, { subjectId, before: [], after, matchKey });
    await redate(entered, asking.words.registerId, [subjectId]);
    return subjectId;
  });
}

/** Throws `kind-not-in-notice`, or `request-invalid` where the kind has no part in an organisation. */
function kindToWrite({ words }: Asking, wish: NewRelationship): CompiledKind {
  const kind = words.notice.kinds.find(({ key }) => key === wish.kind);
  if (!kind) throw new ProblemError('kind-not-in-notice', 'The notice in force has no such kind of person.');
  if (wish.organisation === undefined || kind.with === 'organisation') return kind;
  const detail = 'The notice does not tie this kind of person to an organisation.';
  throw new ProblemError('request-invalid', detail, {
    fields: [{ path: 'organisation', code: 'unknown-field', message: detail }],
  });
}

/** Begins a part in something for somebody who is there; answers its id. */
export async function addRelationship(
  writing: Writing,
  subjectId: string,
  wish: NewRelationship,
): Promise<string> {
  const { asking } = writing;
  kindToWrite(asking, wish);
  return writing.door.enter({ pass: asking.pass, purpose: asking.purpose.key }, async (entered) => {
    await requirePerson(entered, subjectId);
    const id = await startRelationship(entered, subjectId, wish);
    // What the new part opens may be matched by now, and what it ends may be dated.
    const facts = await readKeyFacts(entered, asking.words, subjectId);
    const { matchKey } = await writing.keys();
    await keepKeys(entered, { subjectId, before: [], after: facts, matchKey });
    await redate(entered, asking.words.registerId, [subjectId]);
    return id;
  });
}

async function startRelationship(
  entered: Entered,
  subjectId: string,
  { kind, source, startedOn, organisation, projectId }: NewRelationship,
): Promise<string> {
  const organisationId = organisation ? await findOrAddOrganisation(entered, organisation, source) : null;
  const id = uuidv7();
  await entered.call({
    text: 'select gate.add_relationship($1, $2, $3, $4, $5, $6, $7::date)',
    values: [subjectId, id, kind, source, organisationId, projectId ?? null, startedOn ?? null],
  });
  return id;
}

/** By its business id, else the only legal person of the name; else a new one. */
async function findOrAddOrganisation(
  entered: Entered,
  wish: OrganisationWish,
  source: string,
): Promise<string> {
  if ('id' in wish) return wish.id;
  const businessId = wish.businessId === undefined ? null : checkedBusinessId(wish.businessId);
  const found = await entered.plain<{ id: string }>({
    text: `select o.id from register.organisation o
            where case when $1::text is null then o.kind = 'legal-person' and o.name = $2 else o.business_id = $1 end
            order by o.id limit 2`,
    values: [businessId, wish.name],
  });
  const [only] = found;
  if (only && found.length === 1) return only.id;
  const id = uuidv7();
  await entered.call({
    text: `select gate.add_organisation($1, 'legal-person', $2, $3, null, null, $4)`,
    values: [id, wish.name, businessId, source],
  });
  return id;
}

function checkedBusinessId(text: string): string {
  const businessId = normaliseBusinessId(text);
  if (businessId.ok) return businessId.value;
  const detail = 'The business id is not valid: seven digits, a hyphen and the right check digit.';
  throw new ProblemError('request-invalid', detail, {
    fields: [{ path: 'organisation.businessId', code: businessId.problem, message: detail }],
  });
}
