// Plans by the naive interpreter: stages one after another and the holds that stop them, from the language's description.
import type { Hold, RetentionPlan, Stage } from '../model/retention.ts';
import { both, live, type NaiveEnds, naiveEnds, type World } from './naive.testing.ts';

export interface NaiveStage extends NaiveEnds {
  readonly applies: string;
  readonly held: number;
}

export function naivePlan(plan: RetentionPlan, holds: readonly Hold[], world: World): readonly NaiveStage[] {
  let previous = 'never';
  return plan.stages.map((stage) => {
    const before = {
      ...world,
      history: { ...world.history, events: [...world.history.events, ...stageEnd(previous)] },
    };
    const result = naiveStage(stage, holds, before);
    if (result.applies !== 'no') previous = isDay(result.keep) || !isDay(result.by) ? result.keep : result.by;
    return result;
  });
}

function stageEnd(previous: string): World['history']['events'] {
  return previous === 'never' ? [] : [{ event: 'stage-ended', on: previous }];
}

function naiveStage(stage: Stage, holds: readonly Hold[], world: World): NaiveStage {
  const applies = stage.condition === undefined ? 'yes' : live(stage.condition, world).now;
  const own = naiveEnds(stage.rule, world);
  const lived = holds.flatMap((hold) =>
    hold.while === undefined ? [] : [{ hold, ...live(hold.while, world) }],
  );
  const held = lived.filter(({ now }) => now !== 'no').length;
  const after = lived.flatMap(({ hold, heldUntil }) =>
    heldUntil === null ? [] : [afterHold(own, hold, heldUntil, world)],
  );
  const ends = after.length === 0 ? own : both('any', after);
  return applies === 'unknown'
    ? { keep: 'unknown', by: 'unknown', applies, held }
    : { ...ends, applies, held };
}

function afterHold(own: NaiveEnds, hold: Hold, until: string, world: World): NaiveEnds {
  const next = hold.then === null || until === 'never' ? own : naiveEnds(hold.then, world);
  return both('any', [next, { keep: until, by: until }]);
}

function isDay(value: string): boolean {
  return value !== 'never' && value !== 'unknown';
}
