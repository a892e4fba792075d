// Events, states, choices and runs from their spelling (language.md a, d): what dates and conditions are made of.
import type { z } from 'zod';
import { BUILT_IN_EVENTS } from '../../language/events.ts';
import type { Choice } from '../../model/grants.ts';
import type { EventDefinition, Run, StateDefinition } from '../../model/retention.ts';
import type { Key, Place } from '../../model/text.ts';
import type {
  choice as choiceSurface,
  event as eventSurface,
  run as runSurface,
  state as stateSurface,
} from '../surface/rules.ts';
import { type Context, defined, entries, list, optionalTexts, texts } from './context.ts';

function event(context: Context, key: Key, input: z.infer<typeof eventSurface>, at: Place): EventDefinition {
  const known = BUILT_IN_EVENTS.find((candidate) => candidate.key === key);
  const said = typeof input === 'string' ? { of: input } : input;
  return defined({
    key,
    title: optionalTexts(context, 'title' in said ? said.title : undefined, [...at, 'title']) ?? known?.title,
    owner: said.of,
    by: 'by' in said && said.by !== undefined ? list(said.by) : (known?.by ?? ['staff']),
    ahead: ('ahead' in said ? said.ahead : undefined) ?? known?.ahead ?? false,
    builtIn: known !== undefined,
    at,
  });
}

/** The built-in events first, each replaced where the notice says it anew; then the notice's own. */
export function events(
  context: Context,
  section: Readonly<Record<Key, z.infer<typeof eventSurface>>> | undefined,
): readonly EventDefinition[] {
  const own = entries(context, ['events'], section).map((each) =>
    event(context, each.key, each.entry, each.at),
  );
  const known = BUILT_IN_EVENTS.map(
    (definition) => own.find((each) => each.key === definition.key) ?? definition,
  );
  return [...known, ...own.filter((definition) => !definition.builtIn)];
}

export function state(
  context: Context,
  key: Key,
  input: z.infer<typeof stateSurface>,
  at: Place,
): StateDefinition {
  return defined({
    key,
    title: optionalTexts(context, input.title, [...at, 'title']),
    owner: input.of,
    from: input.from,
    to: input.to,
    openEnded: input['open-ended'] ?? false,
    at,
  });
}

export function choice(context: Context, key: Key, input: z.infer<typeof choiceSurface>, at: Place): Choice {
  return defined({
    key,
    title: texts(context, input.title, [...at, 'title']),
    of: input.of,
    default: input.default,
    at,
  });
}

export function run(context: Context, key: Key, input: z.infer<typeof runSurface>, at: Place): Run {
  if (typeof input === 'string' || Array.isArray(input)) return { key, days: list(input), at };
  return defined({
    key,
    title: optionalTexts(context, input.title, [...at, 'title']),
    days: list(input.every),
    at,
  });
}
