// Chains of monotone date steps: a later start never gives an earlier end, so the last event decides a sliding rule.
import type { Step } from '../model/retention.ts';
import type { Day } from '../model/text.ts';
import {
  addMonths,
  addPeriod,
  endOfFinancialYear,
  endOfMonth,
  endOfYear,
  nextYearDay,
  wholeMonths,
} from './calendar.ts';
import type { RetentionContext } from './history.ts';
import { onDay, UNKNOWN, type Value } from './value.ts';
import { addWorkingDays } from './working-days.ts';

export type StepSettings = Pick<RetentionContext, 'financialYearEnd' | 'runs'>;

/** The end of a chain. Never and unknown stay what they are; a setting the register lacks makes the end unknown. */
export function applySteps(start: Value, steps: readonly Step[], settings: StepSettings): Value {
  if (start.is !== 'day') return start;
  // Whole months in a row are added up first: 31 January + P1M + P1M is 31 March, not the clamped 28th.
  let base = start.day;
  let months = 0;
  let reached: Day = base;
  for (const step of steps) {
    const whole = step.step === 'period' ? wholeMonths(step.period) : null;
    if (whole !== null) {
      months += whole;
      reached = addMonths(base, months);
      continue;
    }
    const next = applyStep(reached, step, settings);
    if (next === null) return UNKNOWN;
    base = reached = next;
    months = 0;
  }
  return onDay(reached);
}

function applyStep(day: Day, step: Step, settings: StepSettings): Day | null {
  switch (step.step) {
    case 'period':
      return addPeriod(day, step.period);
    case 'working-days':
      return addWorkingDays(day, step.days);
    case 'end-of':
      return endOf(day, step.unit, settings);
    case 'next-day':
      return nextYearDay(day, [step.day]);
    case 'next-run': {
      const run = settings.runs.find((known) => known.key === step.run);
      return run && run.days.length > 0 ? nextYearDay(day, run.days) : null;
    }
    default:
      return step satisfies never;
  }
}

function endOf(day: Day, unit: 'month' | 'year' | 'financial-year', settings: StepSettings): Day | null {
  if (unit === 'month') return endOfMonth(day);
  if (unit === 'year') return endOfYear(day);
  return settings.financialYearEnd === null ? null : endOfFinancialYear(day, settings.financialYearEnd);
}
