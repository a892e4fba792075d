/** `seloste notice render FILE`: the public notice, the record of processing activities or DPV, as a file or on standard output. */
import { writeFile } from 'node:fs/promises';
import process from 'node:process';
import { type Command, Option } from 'commander';
import type { Notice } from '../../../compiler/model/notice.ts';
import type { Language } from '../../../compiler/model/text.ts';
import { FORMATS, type Format, renderDpv, renderNotice } from '../../../compiler/render/render.ts';
import { ProblemError } from '../../../platform/problems.ts';
import { readSoundNotice } from './source.ts';

interface Options {
  readonly language?: string;
  readonly format: Format;
  readonly record?: boolean;
  readonly dpv?: boolean;
  readonly output?: string;
}

export function registerRender(notice: Command): void {
  notice
    .command('render')
    .description('Render a notice for people or for machines.')
    .argument('<file>', 'the notice')
    .option('--language <language>', 'fi, sv or en; one of the languages of the notice (default: its first)')
    .addOption(new Option('--format <format>', 'form of the result').choices(FORMATS).default('html'))
    .option('--record', 'the record of processing activities (Art. 30) instead of the notice')
    .option('--dpv', 'the W3C Data Privacy Vocabulary as JSON-LD; all languages in one file')
    .option('--output <file>', 'write here instead of standard output')
    .action(async (file: string, options: Options, command: Command) => {
      const { json } = command.optsWithGlobals<{ json?: boolean }>();
      const source = await readSoundNotice(file);
      if (source === undefined) return;
      await deliver(await renderAs(source, json ? { ...options, format: 'json' } : options), options);
    });
}

async function renderAs(notice: Notice, options: Options): Promise<string | Uint8Array> {
  if (options.dpv) return renderDpv(notice);
  return renderNotice(notice, {
    kind: options.record ? 'record' : 'notice',
    language: chooseLanguage(notice, options.language),
    format: options.format,
  });
}

export function chooseLanguage(notice: Notice, wished: string | undefined): Language {
  const languages = notice.languages;
  const chosen = wished === undefined ? languages[0] : languages.find((language) => language === wished);
  if (chosen !== undefined) return chosen;
  const known = languages.join(', ');
  throw new ProblemError('usage-wrong', `The notice is not in the language ${wished}; it is in ${known}.`);
}

async function deliver(result: string | Uint8Array, { output }: Options): Promise<void> {
  if (output !== undefined) {
    await writeFile(output, result);
    return;
  }
  if (typeof result !== 'string' && process.stdout.isTTY) {
    throw new ProblemError('usage-wrong', 'A PDF is not for the terminal: name a file with --output.');
  }
  process.stdout.write(result);
}
