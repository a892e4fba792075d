/** `seloste notice due FILE`: when a retention rule comes due for given events, what happens then, and why. */
import process from 'node:process';
import type { Command } from 'commander';
import { Temporal } from 'temporal-polyfill';
import type { Notice } from '../../../compiler/model/notice.ts';
import type { Language } from '../../../compiler/model/text.ts';
import { type DueAnswer, type DueProblem, dueDates } from '../../../compiler/retention/due.ts';
import { ProblemError } from '../../../platform/problems.ts';
import { chooseLanguage } from './render.ts';
import { readSoundNotice } from './source.ts';

interface Options {
  readonly rule: string;
  readonly event: readonly string[];
  readonly at?: string;
  readonly language?: string;
}

export function registerDue(notice: Command): void {
  notice
    .command('due')
    .description('Tell when a retention rule comes due for given events, what happens then, and why.')
    .argument('<file>', 'the notice')
    .requiredOption('--rule <key>', 'the retention rule')
    .option(
      '--event <name=date>',
      'an event and its day, a moment, or “unknown”; may be repeated',
      collect,
      [],
    )
    .option('--at <date>', 'the day of evaluation (default: today in the time zone of the notice)')
    .option('--language <language>', 'fi, sv or en; one of the languages of the notice (default: its first)')
    .action(async (file: string, options: Options, command: Command) => {
      const { json } = command.optsWithGlobals<{ json?: boolean }>();
      const source = await readSoundNotice(file);
      if (source === undefined) return;
      const answer = dueDates(source, {
        rule: options.rule,
        events: options.event,
        at: dayOf(options.at, source),
      });
      if ('problem' in answer) throw toProblemError(answer);
      process.stdout.write(
        json
          ? `${JSON.stringify(answer, null, 2)}\n`
          : dueText(answer, chooseLanguage(source, options.language)),
      );
    });
}

function collect(value: string, earlier: readonly string[]): readonly string[] {
  return [...earlier, value];
}

function dayOf(at: string | undefined, notice: Notice): string {
  if (at === undefined) return Temporal.Now.plainDateISO(notice.timeZone).toString();
  try {
    return Temporal.PlainDate.from(at).toString();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new ProblemError('usage-wrong', 'Write --at as a day: 2026-11-21.');
  }
}

const WORDS: Readonly<Record<DueProblem['problem'], string>> = {
  'unknown-rule': 'The notice has no retention rule of that name',
  'unknown-event': 'The notice has no event of that name',
  'bad-event': 'An event is written NAME=DATE, e.g. relationship-ended=2026-10-12',
  'bad-date': 'A date is written 2026-11-21, 2026-11-21T10:00:00Z, or unknown',
};

function toProblemError({ problem, word, nearest }: DueProblem): ProblemError {
  const hint = nearest === undefined ? '' : ` Did you mean ${nearest}?`;
  return new ProblemError('usage-wrong', `${WORDS[problem]}: ${word}.${hint}`);
}

const NEVER_STORED = 'Nothing is stored under this rule.\n';

/** Both ends of each stage, then the sentences a person would be shown. */
function dueText({ stages, neverStored, unused }: DueAnswer, language: Language): string {
  if (neverStored) return NEVER_STORED;
  const lines = stages.flatMap((stage) => [
    ...(stages.length > 1 ? [`Stage ${stage.stage}${stage.applies === 'no' ? ' (passed over)' : ''}`] : []),
    `kept through  ${stage.keptThrough}`,
    `gone by       ${stage.goneBy}`,
    ...(stage.tellBy === null ? [] : [`told by       ${stage.tellBy}`]),
    ...(stage.held === 0 ? [] : [`holds         ${stage.held}`]),
    `due           ${stage.due ? 'yes' : 'no'}`,
    `then          ${stage.then[language] ?? ''}`,
    `because       ${stage.because[language] ?? ''}`,
    '',
  ]);
  const ignored = unused.length === 0 ? [] : [`The rule does not ask about: ${unused.join(', ')}.`, ''];
  return [...lines, ...ignored].join('\n');
}
