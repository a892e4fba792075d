/** `seloste subject find|show`: what the purpose lets through of people, because PostgreSQL says so. */
import process from 'node:process';
import { type Command, Option } from 'commander';
import type { Language } from '../../compiler/model/text.ts';
import { checkPurpose, getCompiledNotice } from '../../register/notices/in-force.ts';
import { findSubjects, type ShownSubject, showSubject } from '../../register/subjects/subject.queries.ts';
import { parseSubjectId } from '../parse.ts';
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
    const found = await withOperator(options.register, ({ door, session }) =>
      door.enter({ pass: session.pass, purpose: options.purpose }, async (entered) => {
        checkPurpose(await getCompiledNotice(entered, session.registerId), options.purpose);
        return findSubjects(entered, words);
      }),
    );
    const lines = found.map((each) => `${each.id}  ${each.name}`);
    process.stdout.write(
      options.json
        ? `${JSON.stringify(found)}\n`
        : `${lines.join('\n') || 'Nobody was found under this purpose.'}\n`,
    );
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
        return showSubject(entered, parseSubjectId(id), { notice, language: options.language });
      }),
    );
    process.stdout.write(options.json ? `${JSON.stringify(shown)}\n` : describe(shown, options));
  });
}

function withPurpose(command: Command): Command {
  return command
    .requiredOption('--register <key>', 'register')
    .requiredOption('--purpose <key>', 'purpose the data is read for')
    .addOption(
      new Option('--language <tag>', 'language of titles').choices(['fi', 'sv', 'en']).default('en'),
    );
}

function describe(shown: ShownSubject, options: Options): string {
  const width = Math.max(0, ...shown.facts.map((fact) => fact.title.length));
  const lines = [
    `Subject ${shown.id}, purpose: ${options.purpose}`,
    ...shown.relationships.map(
      (each) =>
        `  ${each.kind} from ${each.startedOn}${each.endedOn ? `, ended ${each.endedOn}` : ''} (${each.id})`,
    ),
    ...shown.facts.map(
      (fact) =>
        `  ${fact.title.padEnd(width)}  ${fact.value}  · ${fact.source} · ${fact.recordedAt.slice(0, 10)}`,
    ),
  ];
  if (shown.facts.length === 0) lines.push('  The purpose has no facts of this person.');
  const others = shown.elsewhere.map((each) => `${each.purpose} ${each.facts}`).join(', ');
  if (others) lines.push(`Facts that belong to other purposes: ${others}.`);
  return `${lines.join('\n')}\n`;
}
