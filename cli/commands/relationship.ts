/** `seloste relationship end`: from that day on only the purposes that outlive the relationship see its data. */
import process from 'node:process';
import type { Command } from 'commander';
import { ProblemError } from '../../platform/problems.ts';
import { normaliseDate } from '../../register/identifiers/date.ts';
import { endRelationship } from '../../register/relationships/relationship.commands.ts';
import { parseSubjectId } from '../parse.ts';
import { withOperator } from '../with-operator.ts';

interface Options {
  readonly register: string;
  readonly purpose: string;
  readonly relationship: string;
  readonly on?: string;
  readonly json?: boolean;
}

export function registerRelationship(program: Command): void {
  program
    .command('relationship')
    .description('A person’s part in something: customer contact, trainee …')
    .command('end')
    .argument('<id>', 'subject')
    .description('End a relationship: what only it opened closes, and its periods start to count.')
    .requiredOption('--register <key>', 'register')
    .requiredOption('--purpose <key>', 'purpose the change is made for')
    .requiredOption('--relationship <id>', 'relationship, as “subject show” prints it')
    .option('--on <day>', 'the first day it no longer is (today by default)')
    .action(async (id: string, _options: unknown, command: Command) => {
      const options = command.optsWithGlobals<Options>();
      const ending = {
        subjectId: parseSubjectId(id),
        relationshipId: parseSubjectId(options.relationship),
        purpose: options.purpose,
        ...(options.on === undefined ? {} : { on: parseDay(options.on) }),
      };
      await withOperator(options.register, ({ door, session }) =>
        endRelationship({ door, pass: session.pass, registerId: session.registerId }, ending),
      );
      process.stdout.write(options.json ? '{"ended":true}\n' : 'The relationship has ended.\n');
    });
}

function parseDay(text: string): string {
  const day = normaliseDate(text);
  if (day.ok) return day.value;
  throw new ProblemError('usage-wrong', '--on takes a day such as 2026-11-21 or 21.11.2026.');
}
