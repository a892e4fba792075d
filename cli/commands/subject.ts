/** `seloste subject find|list|incomplete|show`: what the purpose lets through of people, because PostgreSQL says so. */
import process from 'node:process';
import { type Command, Option } from 'commander';
import type { Language } from '../../compiler/model/text.ts';
import { checkPurpose, getCompiledNotice, getNotice } from '../../register/notices/in-force.ts';
import { lastEnd } from '../../register/retention/due.queries.ts';
import {
  type IncompletePage,
  type Lack,
  listIncomplete,
} from '../../register/subjects/incomplete.queries.ts';
import { countSubjects, type ListOrder, listSubjects } from '../../register/subjects/list.queries.ts';
import {
  type Fact,
  FIND_LIMIT,
  findSubjects,
  type ShownSubject,
  showSubject,
} from '../../register/subjects/subject.queries.ts';
import { dayIn } from '../day.ts';
import { parsePageSize, parseSearchWords, parseSubjectId } from '../parse.ts';
import { withOperator } from '../with-operator.ts';

interface Options {
  readonly register: string;
  readonly purpose: string;
  readonly language: Language;
  readonly json?: boolean;
}

export function registerSubject(program: Command): void {
  const subject = program.command('subject').description('Find and show people as a purpose sees them.');
  const find = subject
    .command('find')
    .argument('<words>', 'name, e-mail, phone …')
    .description('Find people; each look is on record.');
  withPurpose(find).action(async (words: string, _options: unknown, command: Command) => {
    const options = command.optsWithGlobals<Options>();
    const wanted = parseSearchWords(words);
    const found = await withOperator(options.register, ({ door, session }) =>
      door.enter({ pass: session.pass, purpose: options.purpose }, async (entered) => {
        checkPurpose(await getCompiledNotice(entered, session.registerId), options.purpose);
        return findSubjects(entered, wanted);
      }),
    );
    const lines = found.map((each) => `${each.id}  ${each.name}`);
    if (found.length === FIND_LIMIT) {
      process.stderr.write(
        `The best ${FIND_LIMIT} matches are shown; there may be more. Narrow the words.\n`,
      );
    }
    process.stdout.write(
      options.json
        ? `${JSON.stringify(found)}\n`
        : `${lines.join('\n') || 'Nobody was found under this purpose.'}\n`,
    );
  });
  const list = subject
    .command('list')
    .description('List the people a purpose sees, a page at a time; each page is on record.')
    .addOption(new Option('--order <order>', 'sorted by').choices(['name', 'recorded']).default('name'))
    .addOption(new Option('--limit <people>', 'people on a page, 1–100').default(50).argParser(parsePageSize))
    .option('--after <place>', 'continue from the place the page before named')
    .option('--count', 'also count the people, up to ten thousand');
  withPurpose(list).action(async (_options: unknown, command: Command) => {
    const options = command.optsWithGlobals<ListOptions>();
    const page = await listPage(options);
    process.stdout.write(options.json ? `${JSON.stringify(page)}\n` : describePage(page));
  });
  const incomplete = subject
    .command('incomplete')
    .description(
      'List people of whom something the notice makes mandatory is missing; each page is on record.',
    )
    .addOption(new Option('--limit <people>', 'people on a page, 1–100').default(50).argParser(parsePageSize))
    .option('--after <place>', 'continue from the place the page before named');
  withPurpose(incomplete).action(async (_options: unknown, command: Command) => {
    const options = command.optsWithGlobals<PageOptions>();
    const page = await incompletePage(options);
    process.stdout.write(options.json ? `${JSON.stringify(page)}\n` : describeIncomplete(page));
  });
  const show = subject
    .command('show')
    .argument('<id>', 'subject')
    .description('Show what the purpose lets through of a person.');
  withPurpose(show).action(async (id: string, _options: unknown, command: Command) => {
    const options = command.optsWithGlobals<Options>();
    const shown = await withOperator(options.register, ({ door, session }) =>
      door.enter({ pass: session.pass, purpose: options.purpose }, async (entered) => {
        const notice = await getCompiledNotice(entered, session.registerId);
        checkPurpose(notice, options.purpose);
        const terms = await getNotice(entered, session.registerId);
        const words = { notice, terms, language: options.language };
        return { ...(await showSubject(entered, parseSubjectId(id), words)), timeZone: notice.timeZone };
      }),
    );
    process.stdout.write(options.json ? `${JSON.stringify(shown)}\n` : describe(shown, options));
  });
}

interface PageOptions extends Options {
  readonly limit: number;
  readonly after?: string;
}

interface ListOptions extends PageOptions {
  readonly order: ListOrder;
  readonly count?: boolean;
}

function incompletePage({ register, purpose, language, limit, after }: PageOptions) {
  return withOperator(register, ({ door, session }) =>
    door.enter({ pass: session.pass, purpose }, async (entered) => {
      const notice = await getCompiledNotice(entered, session.registerId);
      checkPurpose(notice, purpose);
      const terms = await getNotice(entered, session.registerId);
      const request = { notice, terms, language, limit };
      return listIncomplete(entered, after === undefined ? request : { ...request, after });
    }),
  );
}

const LACKS: Readonly<Record<Lack, string>> = {
  missing: 'missing',
  unknown: 'not known whether needed',
  'one-of': 'one is needed',
};

function describeIncomplete({ people, next }: IncompletePage): string {
  const lines = people.flatMap(({ id, missing }) => [
    id,
    ...missing.map(({ kind, items, lack, consequence }) => {
      const titles = items.map(({ title }) => title).join(' / ');
      return `  ${titles} (${kind}): ${LACKS[lack]}${consequence === null ? '' : `. ${consequence}`}`;
    }),
  ]);
  if (lines.length === 0) lines.push('Nobody seen under this purpose lacks anything.');
  if (next !== null) lines.push(`Continue with --after ${next}`);
  return `${lines.join('\n')}\n`;
}

function listPage({ register, purpose, order, limit, after, count }: ListOptions) {
  return withOperator(register, ({ door, session }) =>
    door.enter({ pass: session.pass, purpose }, async (entered) => {
      const notice = await getCompiledNotice(entered, session.registerId);
      checkPurpose(notice, purpose);
      const request = { registerId: session.registerId, notice, purpose, order, limit };
      const page = await listSubjects(entered, after === undefined ? request : { ...request, after });
      return count ? { ...page, count: await countSubjects(entered, request) } : page;
    }),
  );
}

type ListedPage = Awaited<ReturnType<typeof listPage>>;

function describePage(page: ListedPage): string {
  const lines = page.people.map((each) => `${each.id}  ${each.name}`);
  if (lines.length === 0) lines.push('Nobody is listed under this purpose.');
  if ('count' in page) lines.push(`${page.count.more ? 'More than ' : ''}${page.count.people} people.`);
  if (page.next) lines.push(`Continue with --after ${page.next}`);
  return `${lines.join('\n')}\n`;
}

function withPurpose(command: Command): Command {
  return command
    .requiredOption('--register <key>', 'register')
    .requiredOption('--purpose <key>', 'purpose the data is read for')
    .addOption(
      new Option('--language <tag>', 'language of titles').choices(['fi', 'sv', 'en']).default('en'),
    );
}

function describe(shown: ShownSubject & { readonly timeZone: string }, options: Options): string {
  const width = Math.max(0, ...shown.facts.map((fact) => fact.title.length));
  const lines = [
    `Subject ${shown.id}, purpose: ${options.purpose}`,
    ...shown.relationships.map(
      (each) =>
        `  ${each.kind} from ${each.startedOn}${each.endedOn ? `, ended ${each.endedOn}` : ''} (${each.id})`,
    ),
    ...shown.facts.map(
      (fact) =>
        `  ${fact.title.padEnd(width)}  ${fact.value}  · ${fact.source} · ${dayIn(shown.timeZone, fact.recordedAt)}${describeKept(fact)}`,
    ),
  ];
  if (shown.facts.length === 0) lines.push('  The purpose has no facts of this person.');
  const others = shown.elsewhere.map((each) => `${each.purpose} ${each.facts}`).join(', ');
  if (others) lines.push(`Facts that belong to other purposes: ${others}.`);
  return `${lines.join('\n')}\n`;
}

/** The row goes at the latest end of its purposes; `seloste retention due` tells each, and why. */
function describeKept({ kept }: Fact): string {
  const end = lastEnd(kept);
  if (end === null) return '';
  if (end.until === 'never') return ' · kept, nothing has ended it';
  return end.until === 'unknown' ? ' · kept, the day is not known' : ` · kept until ${end.until}`;
}
