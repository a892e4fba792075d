// Keeps the table of due dates in the transaction of the event: gathers the histories of the people concerned, evaluates each distinct
// one by the notice's plans, and stores the answers set-wise. Ten thousand rows recorded on a day under one plan are one evaluation.
import { Temporal } from 'temporal-polyfill';
import type { Notice } from '../../compiler/model/notice.ts';
import type { Outcome, RetentionPlan } from '../../compiler/model/retention.ts';
import type { Day, Key } from '../../compiler/model/text.ts';
import { contextOf } from '../../compiler/retention/context.ts';
import type { History, RetentionContext } from '../../compiler/retention/history.ts';
import { evaluatePlan, nextReview, STAGE_ENDED, type StageResult } from '../../compiler/retention/stages.ts';
import { isSame, laterOf } from '../../compiler/retention/value.ts';
import type { Door, Entered } from '../../database/door/door.ts';
import { getNotice } from '../notices/in-force.ts';
import { type Gathered, historiesOf, writeDate } from './history.ts';
import { type PlanQuestion, plansAsked } from './plans.ts';

interface GatheredRow {
  readonly plan: Key;
  readonly digest: string;
  readonly history: Gathered;
}

interface DueAnswer {
  readonly plan: Key;
  readonly digest: string;
  readonly stage: number;
  readonly keep_through: Day | 'infinity' | null;
  readonly gone_by: Day | 'infinity' | null;
  readonly held: number;
  readonly closes: boolean;
  readonly review_on: Day | null;
  readonly because: string;
}

/** People dated by one statement; more are dated in several. */
const PEOPLE_LIMIT = 5_000;

/**
 * Dates everything the subjects have, in the caller's transaction; what has come to its end closes with it. Answers how many dates
 * changed. Needs a session of staff, the command line or a service.
 */
export async function redate(
  entered: Entered,
  registerId: number,
  subjectIds: readonly string[],
): Promise<number> {
  if (subjectIds.length === 0) return 0;
  const notice = await getNotice(entered, registerId);
  let changed = 0;
  for (const turn of turnsOf(notice)) {
    for (let from = 0; from < subjectIds.length; from += PEOPLE_LIMIT) {
      const subjects = subjectIds.slice(from, from + PEOPLE_LIMIT);
      changed += await dateOnce(entered, { notice, registerId, subjects, plans: turn });
    }
  }
  return changed;
}

/** What other rows' dates decide comes after those. */
function turnsOf(notice: Notice): readonly (readonly PlanQuestion[])[] {
  const { plans } = plansAsked(notice);
  const turns = [
    plans.filter((plan) => plan.inherits.length === 0),
    plans.filter((plan) => plan.inherits.length > 0),
  ];
  return turns.filter((each) => each.length > 0);
}

interface Turn {
  readonly notice: Notice;
  readonly registerId: number;
  readonly subjects: readonly string[];
  readonly plans: readonly PlanQuestion[];
}

/**
 * The same for the people of an import's staged batch, whom only the database knows: some are closed to the purpose. New people are
 * dated before their facts are written, so that the rows are written once.
 */
export async function redateStaged(
  entered: Entered,
  registerId: number,
  people: 'new' | 'others',
): Promise<void> {
  const notice = await getNotice(entered, registerId);
  for (const plans of turnsOf(notice)) {
    const asked = JSON.stringify(plans);
    const gathered = await entered.call<GatheredRow>({
      text: 'select plan, digest, history from gate.histories_staged($1::jsonb, $2)',
      values: [asked, people === 'new'],
    });
    const answers = await evaluate(entered, { notice, registerId, gathered });
    await entered.call({
      text: 'select gate.store_dates_staged($1::jsonb, $2::jsonb, $3)',
      values: [asked, answers, people === 'new'],
    });
  }
}

async function dateOnce(entered: Entered, { notice, registerId, subjects, plans }: Turn): Promise<number> {
  const asked = JSON.stringify(plans);
  const gathered = await entered.call<GatheredRow>({
    text: 'select plan, digest, history from gate.histories($1::uuid[], $2::jsonb)',
    values: [subjects, asked],
  });
  const answers = await evaluate(entered, { notice, registerId, gathered });
  const [stored] = await entered.call<{ changed: number }>({
    text: 'select gate.store_dates($1::uuid[], $2::jsonb, $3::jsonb) as changed',
    values: [subjects, asked, answers],
  });
  return stored?.changed ?? 0;
}

interface Asked {
  readonly notice: Notice;
  readonly registerId: number;
  readonly gathered: readonly GatheredRow[];
}

/** The answers as the database takes them. */
async function evaluate(entered: Entered, { notice, registerId, gathered }: Asked): Promise<string> {
  const items = await entered.plain<{ item_no: number; key: Key }>({
    text: 'select item_no, key from notice.item where register_id = $1',
    values: [registerId],
  });
  const context = contextOf(notice, today(notice.timeZone));
  const itemKeys = new Map(items.map(({ item_no, key }) => [item_no, key]));
  return JSON.stringify(gathered.map((row) => answer(row, { notice, context, itemKeys })));
}

function today(timeZone: string): Day {
  return Temporal.Now.plainDateISO(timeZone).toString();
}

interface Rules {
  readonly notice: Notice;
  readonly context: RetentionContext;
  readonly itemKeys: ReadonlyMap<number, Key>;
}

function answer(
  { plan: key, digest, history }: GatheredRow,
  { notice, context, itemKeys }: Rules,
): DueAnswer {
  const plan = notice.retention.find((each) => each.key === key);
  if (!plan) throw new Error(`the database asked about a plan the notice has not: ${key}`);
  const results = historiesOf(notice, key, history, itemKeys).flatMap((each) =>
    currentStage(plan, each, context),
  );
  const [first] = results;
  const keepThrough = laterOf(results.map((result) => result.keepThrough));
  const deciding = results.find((result) => isSame(result.keepThrough, keepThrough)) ?? first;
  return {
    plan: key,
    digest,
    stage: deciding?.stage ?? 0,
    keep_through: writeDate(keepThrough),
    gone_by: writeDate(laterOf(results.map((result) => result.goneBy))),
    held: Math.max(0, ...results.map((result) => result.held)),
    closes: deciding !== undefined && deciding.items.length === 0 && ends(deciding.outcome),
    review_on: plan.review === undefined ? null : reviewOn(plan.review, history, context.at),
    because: deciding === undefined ? '' : JSON.stringify(deciding.because, withoutPlaces),
  };
}

/** The stage that is waiting: those that were carried out are behind it. */
function currentStage(
  plan: RetentionPlan,
  history: History,
  context: RetentionContext,
): readonly StageResult[] {
  const done = history.events.filter(({ event }) => event === STAGE_ENDED).length;
  const applying = evaluatePlan(plan, history, context).filter(({ applies }) => applies !== 'no');
  return applying.slice(Math.min(done, Math.max(0, applying.length - 1))).slice(0, 1);
}

/** Whether the rows are gone, for every purpose, once the outcome is carried out. */
function ends(outcome: Outcome): boolean {
  switch (outcome.do) {
    case 'erase':
    case 'anonymise':
    case 'overwrite':
    case 'transfer':
      return true;
    case 'either':
      return outcome.of.every(ends);
    default:
      return false;
  }
}

/** The need for data is assessed each period from its recording on (RE.15). */
function reviewOn(every: string, { recorded }: Gathered, at: Day): Day | null {
  return recorded === undefined ? null : nextReview(recorded, every, at);
}

/** Where a condition stands in the file says nothing to whoever reads why a row is kept. */
function withoutPlaces(this: unknown, key: string, value: unknown): unknown {
  return key === 'place' || (key === 'at' && Array.isArray(value)) ? undefined : value;
}

export interface Redating {
  readonly door: Door;
  readonly pass: string;
  readonly registerId: number;
}

const BATCH = 500;
/** Far more than any register has; a loop without an end would be a defect. */
const BATCHES_LIMIT = 1_000_000;

/**
 * Dates everybody anew after a publishing that changed plans: in batches, each a transaction of its own, resumed where it was stopped.
 * Answers how many people were dated; none when the version in force has been dated before.
 */
export async function redateAll({ door, pass, registerId }: Redating, batch = BATCH): Promise<number> {
  let people = 0;
  for (let turn = 0; turn < BATCHES_LIMIT; turn += 1) {
    const dated = await door.enter({ pass, purpose: 'upkeep' }, async (entered) => {
      const [next] = await entered.call<{ subjects: string[] }>({
        text: 'select gate.dating_batch($1) as subjects',
        values: [batch],
      });
      await redate(entered, registerId, next?.subjects ?? []);
      return next?.subjects.length ?? 0;
    });
    if (dated === 0) return people;
    people += dated;
  }
  return people;
}
