/** `seloste notice compare OLD NEW`: what a new version opens, closes and asks for, and what would be refused at publishing. */
import { readFile } from 'node:fs/promises';
import process from 'node:process';
import { type Command, Option } from 'commander';
import { type Change, isRefused } from '../../../compiler/compare/change.ts';
import { compare } from '../../../compiler/compare/compare.ts';
import type { Severity } from '../../../compiler/compare/phrases/phrase.ts';
import type { Notice } from '../../../compiler/model/notice.ts';
import type { Language } from '../../../compiler/model/text.ts';
import { readNotice } from '../../../compiler/read/read.ts';

/** Exit codes: publishing would be accepted, refused, or a file is no notice. */
const ACCEPTED = 0;
const REFUSED = 1;
const UNREADABLE = 2;

interface Options {
  readonly language: Language;
}

const HEADINGS: Readonly<Record<Severity, Readonly<Record<Language, string>>>> = {
  refuse: { fi: 'Julkaisu estyy', sv: 'Publiceringen hindras', en: 'Publishing would be refused' },
  duty: { fi: 'Velvollisuudet', sv: 'Skyldigheter', en: 'Duties' },
  open: { fi: 'Avautuu', sv: 'Öppnas', en: 'Opens' },
  close: { fi: 'Sulkeutuu', sv: 'Stängs', en: 'Closes' },
  neutral: { fi: 'Muuta', sv: 'Övrigt', en: 'Other' },
};

const NOTHING: Readonly<Record<Language, string>> = {
  fi: 'Sisältö on sama.',
  sv: 'Innehållet är detsamma.',
  en: 'The content is the same.',
};

export function registerCompare(notice: Command): void {
  notice
    .command('compare')
    .description(
      'What a new version opens, closes and asks for. Exit code 0: may be published, 1: would be refused, 2: a file is no notice.',
    )
    .argument('<old>', 'the version before')
    .argument('<new>', 'the new version')
    .addOption(
      new Option('--language <code>', 'language of the sentences').choices(['fi', 'sv', 'en']).default('en'),
    )
    .action(async (before: string, after: string, { language }: Options, command: Command) => {
      const [old, now] = [await readVersion(before), await readVersion(after)];
      if (old === null || now === null) {
        process.exitCode = UNREADABLE;
        return;
      }
      const changes = compare(old, now);
      const { json } = command.optsWithGlobals<{ json?: boolean }>();
      process.stdout.write(json ? `${JSON.stringify(changes, null, 2)}\n` : describe(changes, language));
      process.exitCode = isRefused(changes) ? REFUSED : ACCEPTED;
    });
}

/** Null, with a sentence on standard error, when the file cannot be read or is no notice. */
async function readVersion(file: string): Promise<Notice | null> {
  try {
    const { notice } = readNotice(await readFile(file, 'utf8'), file);
    if (notice === null) process.stderr.write(`${file} is no notice; see: seloste notice check ${file}\n`);
    return notice;
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code;
    if (reason === undefined) throw error;
    process.stderr.write(`${file} cannot be read (${reason}). Check the path and your rights to it.\n`);
    return null;
  }
}

function describe(changes: readonly Change[], language: Language): string {
  if (changes.length === 0) return `${NOTHING[language]}\n`;
  const groups = Map.groupBy(changes, ({ severity }) => severity);
  const parts = [...groups].map(([severity, group]) => {
    const lines = group.map(({ sentence, article }) => {
      const ground = article === null ? '' : ` (GDPR ${article})`;
      return `  ${sentence[language]}${ground}`;
    });
    return [`${HEADINGS[severity][language]}:`, ...lines].join('\n');
  });
  return `${parts.join('\n\n')}\n`;
}
