// Compiles a checked notice to what the database and the product work with: numbers, the item × purpose matrix, accepted sources,
// openness and retention plans. The same notice and assignments give the same result, byte for byte.
import { attributeTable, builtInItem, FIRST_OWN_ITEM_NO } from '../language/items.ts';
import type {
  Assignments,
  CompiledItem,
  CompiledKind,
  CompiledNotice,
  CompiledPlan,
  CompiledPurpose,
  CompiledRequirement,
  CompiledRole,
  CompiledSource,
} from '../model/compiled.ts';
import type { ItemDefinition } from '../model/data.ts';
import type { Role, Verb } from '../model/grants.ts';
import type { Notice } from '../model/notice.ts';
import type { PersonKind, Requirement } from '../model/people.ts';
import type { Purpose } from '../model/purposes.ts';
import type { Key } from '../model/text.ts';
import { assign, CompileError, eventsOf, NO_ASSIGNMENTS, plansOf, sourcesOf } from './assign.ts';
import { eventsOfPlan } from './events.ts';
import { IMPLICIT_MASK, IMPLICIT_PURPOSES } from './implicit.ts';
import { indexKeep, isNeverStored, type KeepIndex, keepOf } from './keep.ts';
import { bitOf, type Numbering, numbering } from './masks.ts';
import { type Placement, placements } from './placement.ts';

interface Context {
  readonly notice: Notice;
  readonly assignments: Assignments;
  readonly numbers: Numbering;
  readonly keeps: KeepIndex;
}

function implicitPurposes(): readonly CompiledPurpose[] {
  return IMPLICIT_PURPOSES.map(({ key, bit, title, basis }) => ({
    key,
    bit,
    title,
    implicit: true,
    basis,
    open: 'default',
    channel: null,
    directMarketing: false,
    minimumAge: null,
    guardianBelow: null,
    succeeds: null,
    consentLasts: null,
    from: null,
    to: null,
    audience: 'all',
    inMemory: false,
    verbs: null,
    wording: null,
  }));
}

/** A basis that names no verbs carries all of them; else each carries its own, and what none carries has no basis (Art. 6(1)). */
function verbsOf({ bases }: Purpose): readonly Verb[] | null {
  if (bases.some((basis) => basis.verbs === undefined)) return null;
  return [...new Set(bases.flatMap((basis) => basis.verbs ?? []))];
}

function compilePurpose({ numbers }: Context, purpose: Purpose): CompiledPurpose {
  const [main] = purpose.bases;
  if (main === undefined) {
    throw new CompileError('key-unknown', `The purpose ${purpose.key} has no basis. Run the checker first.`);
  }
  return {
    key: purpose.key,
    bit: numbers.purpose(purpose.key),
    title: purpose.title,
    implicit: false,
    basis: main.kind,
    open: purpose.open,
    channel: purpose.channel ?? null,
    directMarketing: purpose.directMarketing,
    minimumAge: purpose.minimumAge ?? null,
    guardianBelow: purpose.guardianBelow ?? null,
    succeeds: purpose.succeeds ?? null,
    consentLasts: purpose.consentLasts ?? null,
    from: purpose.from ?? null,
    to: purpose.to ?? null,
    audience: purpose.audience,
    inMemory: purpose.inMemory,
    verbs: verbsOf(purpose),
    wording: purpose.wording ?? null,
  };
}

function storageOf(key: Key, no: number, definition: ItemDefinition | undefined) {
  const builtIn = no < FIRST_OWN_ITEM_NO ? builtInItem(key) : undefined;
  if (builtIn !== undefined) {
    const { table, type, encrypted } = builtIn;
    return { table, type, encrypted, builtIn: true, title: definition?.title ?? builtIn.title };
  }
  if (definition === undefined) {
    throw new CompileError('key-unknown', `The item ${key} is not defined. Run the checker first.`);
  }
  const { type, encrypted, title } = definition;
  return { table: attributeTable(definition), type, encrypted, builtIn: false, title };
}

const AUDIENCES = ['own', 'team', 'all'] as const;

/** The narrowest audience any line states; all when none does. */
function audienceOf(placement: Placement): CompiledItem['audience'] {
  const stated = [placement.definition?.audience, ...placement.categories.map((entry) => entry.audience)];
  return AUDIENCES.find((audience) => stated.includes(audience)) ?? 'all';
}

function compileItem(context: Context, placement: Placement): CompiledItem {
  const { numbers, keeps } = context;
  const no = numbers.item(placement.key);
  return {
    key: placement.key,
    no,
    ...storageOf(placement.key, no, placement.definition),
    neverStored: isNeverStored(keeps, placement),
    categories: placement.categories.map((category) => category.key),
    purposes: numbers.mask(placement.purposes) | IMPLICIT_MASK,
    sources: placement.sources.map(({ key, bars, condition }) => ({
      no: numbers.source(key),
      bars: numbers.mask(bars),
      condition: condition ?? null,
    })),
    kinds: placement.kinds?.map(numbers.kind) ?? null,
    keep: keepOf(keeps, numbers, placement),
    audience: audienceOf(placement),
    ...partsOf(context, placement.definition),
  };
}

/** What a kind of record is made of. */
function partsOf(context: Context, definition: ItemDefinition | undefined) {
  const { numbers } = context;
  return {
    partOf: definition?.partOf === undefined ? null : numbers.item(definition.partOf),
    requirements: compileRequirements(context, definition?.requirements ?? null),
    oneOf: (definition?.oneOf ?? []).map((items) => items.map(numbers.item)),
  };
}

function compileSources({ notice, numbers }: Context): readonly CompiledSource[] {
  return sourcesOf(notice).map(({ key, title, fromPerson, public: isPublic, automatic }) => ({
    key,
    no: numbers.source(key),
    title,
    fromPerson,
    public: isPublic,
    automatic,
  }));
}

/** A kind may say never of an item the register stores of nobody (an applicant's photograph); there is nothing to forbid then. */
const isNumbered =
  ({ items }: Assignments) =>
  ({ item, level }: Requirement) =>
    level !== 'never' || Object.hasOwn(items, item);

function compileRequirements(
  { numbers, assignments }: Context,
  requirements: readonly Requirement[] | null,
): readonly CompiledRequirement[] | null {
  if (requirements === null) return null;
  return requirements.filter(isNumbered(assignments)).map(({ item, level, condition }) => ({
    item: numbers.item(item),
    level,
    condition: condition ?? null,
  }));
}

function compileKind(context: Context, kind: PersonKind): CompiledKind {
  const { numbers } = context;
  return {
    key: kind.key,
    no: numbers.kind(kind.key),
    title: kind.title,
    opens: numbers.mask(kind.opens),
    afterEnd: numbers.mask(kind.afterEnd),
    identified: kind.identified,
    with: kind.with,
    requirements: compileRequirements(context, kind.requirements),
    oneOf: kind.oneOf.map((items) => items.map(numbers.item)),
    sources: kind.sources?.map(numbers.source) ?? null,
  };
}

function compilePlans({ notice, numbers }: Context): readonly CompiledPlan[] {
  return plansOf(notice).map((plan) => {
    const { events, sliding } = eventsOfPlan(notice, plan);
    return { key: plan.key, no: numbers.plan(plan.key), plan, events: events.map(numbers.event), sliding };
  });
}

function compileRole({ notice, numbers }: Context, role: Role): CompiledRole {
  const categories = new Map(notice.categories.map((category) => [category.key, category]));
  const items = role.data.flatMap((key) => {
    const category = categories.get(key);
    return category === undefined ? [key] : category.items.map((item) => item.key);
  });
  return {
    key: role.key,
    title: role.title,
    purposes: numbers.mask(role.purposes),
    verbs: role.verbs,
    items: items.length === 0 ? null : [...new Set(items.map(numbers.item))],
    // A path reaches what hangs together with the user's own rows, so the database treats it as own and widens it through links.
    reach: typeof role.reach === 'string' ? role.reach : 'own',
  };
}

function flipOf(purposes: readonly CompiledPurpose[]): bigint {
  return purposes.reduce(
    (mask, purpose) => (purpose.open === 'default' ? mask | bitOf(purpose.bit) : mask),
    0n,
  );
}

/**
 * Compiles a notice that checks clean. `hash` is the SHA-256 of the file's text in hexadecimal; `earlier` are the assignments of the
 * version in force, whose numbers are kept. Throws CompileError when the purposes are used up or the notice was not checked.
 */
export function compile(notice: Notice, hash: string, earlier: Assignments = NO_ASSIGNMENTS): CompiledNotice {
  const assignments = assign(notice, earlier);
  const context: Context = {
    notice,
    assignments,
    numbers: numbering(assignments),
    keeps: indexKeep(notice),
  };
  const own = notice.purposes.map((purpose) => compilePurpose(context, purpose));
  const purposes = [...implicitPurposes(), ...own];
  return {
    register: notice.register,
    title: notice.title,
    hash,
    timeZone: notice.timeZone,
    assignments,
    purposes,
    items: placements(notice).map((placement) => compileItem(context, placement)),
    sources: compileSources(context),
    kinds: notice.people.map((kind) => compileKind(context, kind)),
    events: eventsOf(notice).map(({ key, owner, by, ahead }) => ({
      key,
      no: context.numbers.event(key),
      owner,
      by,
      ahead,
    })),
    states: notice.states.map(({ key, owner, from, to }) => ({
      key,
      owner,
      from: context.numbers.event(from),
      to: to === undefined ? null : context.numbers.event(to),
    })),
    plans: compilePlans(context),
    roles: notice.roles.map((role) => compileRole(context, role)),
    holds: notice.holds,
    flip: flipOf(purposes),
  };
}
