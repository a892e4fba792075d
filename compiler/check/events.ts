// Events and states: who may report them, and whether states close.
import type { Check } from './index-notice.ts';

export const checkEvents: Check = function* ({ notice }) {
  for (const event of notice.events)
    if (!event.builtIn && event.by.length === 0)
      yield {
        code: 'event-without-reporter',
        place: event.at,
        message: `Nobody may report “${event.key}”, so it never happens.`,
      };
};

export const checkStates: Check = function* ({ notice, events }) {
  for (const state of notice.states) {
    if (state.to === undefined && !state.openEnded)
      yield {
        code: 'state-without-end',
        place: state.at,
        message: `Nothing closes the state “${state.key}”.`,
      };
    for (const [name, key] of Object.entries({ from: state.from, to: state.to })) {
      const event = key === undefined ? undefined : events.get(key);
      if (event && event.owner !== state.owner)
        yield {
          code: 'state-owner-mismatch',
          place: [...state.at, name],
          message: `“${state.key}” is a state of a ${state.owner}, but “${key}” is an event of a ${event.owner}.`,
        };
    }
  }
};
