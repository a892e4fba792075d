/** `seloste retention due|report`: until when a person's facts are kept and why, and the events that periods count from. */
import process from 'node:process';
import { type Command, Option } from 'commander';
import type { Language } from '../../compiler/model/text.ts';
import { ProblemError } from '../../platform/problems.ts';
import { normaliseDate } from '../../register/identifiers/date.ts';
import { checkPurpose, getCompiledNotice, getNotice } from '../../register/notices/in-force.ts';
import type { PurposeEnd } from '../../register/retention/due.queries.ts';
import { reportEvent } from '../../register/retention/event.commands.ts';
import { type Fact, showSubject } from '../../register/subjects/subject.queries.ts';
import { dayIn } from '../day.ts';
import { parseSubjectId } from '../parse.ts';
import { withOperator } from '../with-operator.ts';

interface DueOptions {
  readonly register: string;
  readonly purpose: string;
  readonly language: Language;
  readonly json?: boolean;
}

interface ReportOptions {
  readonly register: string;
  readonly purpose: string;
  readonly event: string;
  readonly of?: string;
  readonly on?: string;
  readonly json?: boolean;
}

export function registerRetention(program: Command): void {
  const retention = program.command('retention').description('Until when data is kept, and why.');
  retention
    .command('due')
    .argument('<id>', 'subject')
    .description('Until when each purpose keeps what the given purpose may see of a person.')
    .requiredOption('--register <key>', 'register')
    .requiredOption('--purpose <key>', 'purpose the data is read for')
    .addOption(
      new Option('--language <tag>', 'language of the sentences').choices(['fi', 'sv', 'en']).default('en'),
    )
    .action(async (id: string, _options: unknown, command: Command) => {
      const options = command.optsWithGlobals<DueOptions>();
      const { facts, timeZone } = await listFacts(id, options);
      const data = facts.map(({ id: row, item, title, kept }) => ({ id: row, item, title, kept }));
      process.stdout.write(options.json ? `${JSON.stringify(data)}\n` : describe(facts, timeZone));
    });
  retention
    .command('report')
    .argument('<id>', 'subject')
    .description('Report an event that periods count from; the dates follow at once.')
    .requiredOption('--register <key>', 'register')
    .requiredOption('--purpose <key>', 'purpose the change is made for')
    .requiredOption('--event <key>', 'event of the notice, such as contact')
    .option('--of <id>', 'the relationship, row, record or project it happened to (the subject by default)')
    .option('--on <day>', 'the day, or “unknown” (today by default)')
    .action(async (id: string, _options: unknown, command: Command) => {
      const options = command.optsWithGlobals<ReportOptions>();
      await report(parseSubjectId(id), options);
      process.stdout.write(
        options.json ? '{"reported":true}\n' : 'The event is reported; the dates follow it.\n',
      );
    });
}

function listFacts(id: string, options: DueOptions): Promise<{ facts: readonly Fact[]; timeZone: string }> {
  return withOperator(options.register, ({ door, session }) =>
    door.enter({ pass: session.pass, purpose: options.purpose }, async (entered) => {
      const notice = await getCompiledNotice(entered, session.registerId);
      checkPurpose(notice, options.purpose);
      const terms = await getNotice(entered, session.registerId);
      const words = { notice, terms, language: options.language };
      const { facts } = await showSubject(entered, parseSubjectId(id), words);
      return { facts, timeZone: notice.timeZone };
    }),
  );
}

function report(subjectId: string, options: ReportOptions): Promise<string> {
  return withOperator(options.register, ({ door, session }) =>
    reportEvent(
      { door, pass: session.pass, registerId: session.registerId },
      {
        purpose: options.purpose,
        event: options.event,
        subjectId,
        ownerId: options.of === undefined ? subjectId : parseSubjectId(options.of),
        ...(options.on === undefined ? {} : { on: parseDay(options.on) }),
      },
    ),
  );
}

function parseDay(text: string): string {
  if (text === 'unknown') return text;
  const day = normaliseDate(text);
  if (day.ok) return day.value;
  throw new ProblemError('usage-wrong', '--on takes a day such as 2026-11-21 or 21.11.2026, or “unknown”.');
}

/** Purposes with the same end and reason share a line. */
function describe(facts: readonly Fact[], timeZone: string): string {
  const lines = facts.flatMap((fact) => [
    `${fact.title} (${fact.item}), from ${dayIn(timeZone, fact.recordedAt)}`,
    ...describeEnds(fact.kept),
  ]);
  return `${lines.join('\n') || 'The purpose has no facts of this person.'}\n`;
}

function describeEnds(kept: readonly PurposeEnd[]): readonly string[] {
  if (kept.length === 0) return ['  not dated yet'];
  const groups = new Map<string, PurposeEnd[]>();
  for (const end of kept) {
    const key = `${end.plan} ${end.until} ${end.because}`;
    groups.set(key, [...(groups.get(key) ?? []), end]);
  }
  return [...groups.values()].map((ends) => {
    const [first] = ends;
    const until =
      first?.until === 'never'
        ? 'no end yet'
        : first?.until === 'unknown'
          ? 'not known'
          : `until ${first?.until}`;
    const held = first?.held ? `, held by ${first.held}` : '';
    const review = first?.reviewOn ? `, need assessed ${first.reviewOn}` : '';
    return `  ${until}${held}${review}: ${ends.map(({ purpose }) => purpose).join(', ')}\n    ${first?.because ?? ''}`;
  });
}
