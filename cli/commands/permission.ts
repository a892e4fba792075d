/** `seloste permission …`: records what a person answered; `subject show` then shows the effect. */
import process from 'node:process';
import { type Command, Option } from 'commander';
import type { Channel } from '../../compiler/model/purposes.ts';
import type { Language } from '../../compiler/model/text.ts';
import {
  type Answer,
  type PermissionKind,
  recordAnswer,
} from '../../register/permissions/permission.commands.ts';
import { parseSubjectId } from '../parse.ts';
import { withOperator } from '../with-operator.ts';

interface Options {
  readonly register: string;
  readonly for?: string;
  readonly channel?: Channel;
  readonly item?: string;
  readonly row?: string;
  readonly allow?: string[];
  readonly language?: Language;
  readonly proof?: string;
  readonly ground?: string;
  readonly source: string;
  readonly guardian?: string;
  readonly expires?: string;
  readonly json?: boolean;
}

interface Verb {
  readonly name: string;
  readonly kind: PermissionKind;
  readonly about: string;
}

const VERBS: readonly Verb[] = [
  { name: 'give', kind: 'consent', about: 'Record a consent with its wording and proof.' },
  { name: 'withdraw', kind: 'withdrawal', about: 'Record that a consent was withdrawn.' },
  { name: 'ban', kind: 'ban', about: 'Record a ban, e.g. of direct marketing.' },
  { name: 'lift-ban', kind: 'ban-lifted', about: 'Record that the person lifted a ban.' },
  { name: 'object', kind: 'objection', about: 'Record an objection (Art. 21).' },
  {
    name: 'lift-objection',
    kind: 'objection-lifted',
    about: 'Record that an objection was withdrawn or decided.',
  },
  { name: 'restrict', kind: 'restriction', about: 'Restrict a person, purpose, item or row (Art. 18).' },
  {
    name: 'lift-restriction',
    kind: 'restriction-lifted',
    about: 'End a restriction; tell the person first (Art. 18(3)).',
  },
];

const CHANNELS = ['email', 'sms', 'phone', 'post', 'web', 'app', 'in-person'];

export function registerPermission(program: Command): void {
  const permission = program
    .command('permission')
    .description('Record what a person answered; it takes effect at once, everywhere.');
  for (const verb of VERBS) addVerb(permission, verb);
}

function addVerb(permission: Command, verb: Verb): void {
  const command = permission
    .command(verb.name)
    .argument('<id>', 'subject')
    .description(verb.about)
    .requiredOption('--register <key>', 'register')
    .option('--for <purpose>', 'the purpose it is about; all it can concern when left out')
    .addOption(new Option('--channel <channel>', 'the way of contact it is about').choices(CHANNELS))
    .option('--source <key>', 'where the answer came from, a source of the notice', 'the-person')
    .option('--guardian <id>', 'the guardian on record who answered for a minor')
    .option(
      '--ground <text>',
      verb.kind.endsWith('-lifted') ? 'how it is known, in words; needed to lift' : 'ground in words',
    );
  if (verb.kind === 'consent') {
    command
      .addOption(
        new Option('--language <tag>', 'language of the wording')
          .choices(['fi', 'sv', 'en'])
          .makeOptionMandatory(),
      )
      .requiredOption('--proof <text>', 'how it is known: form, recording, letter')
      .option('--expires <instant>', 'end of the consent, ISO 8601');
  }
  if (verb.kind.startsWith('restriction')) {
    command
      .option('--item <key>', 'one item only')
      .option('--row <id>', 'one row only')
      .option('--allow <purpose...>', 'purposes left open');
  }
  command.action(async (id: string, _options: unknown, self: Command) => {
    const options = self.optsWithGlobals<Options>();
    const answer = toAnswer(verb.kind, id, options);
    const eventId = await withOperator(options.register, ({ door, session }) =>
      recordAnswer({ door, pass: session.pass, registerId: session.registerId }, answer),
    );
    process.stdout.write(
      options.json ? `${JSON.stringify({ id: eventId })}\n` : `Recorded as ${eventId}. It is in effect.\n`,
    );
  });
}

function toAnswer(kind: PermissionKind, id: string, options: Options): Answer {
  return {
    kind,
    subjectId: parseSubjectId(id),
    source: options.source,
    ...(options.for && { purpose: options.for }),
    ...(options.channel && { channel: options.channel }),
    ...(options.item && { item: options.item }),
    ...(options.row && { rowId: parseSubjectId(options.row) }),
    ...(options.allow && { allowed: options.allow }),
    ...(options.language && { language: options.language }),
    ...(options.proof && { proof: options.proof }),
    ...(options.ground && { ground: options.ground }),
    ...(options.guardian && { guardianId: parseSubjectId(options.guardian) }),
    ...(options.expires && { expiresAt: options.expires }),
  };
}
