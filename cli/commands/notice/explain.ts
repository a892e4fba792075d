/** `seloste notice explain FILE`: what the notice says about one of its words, in sentences. */
import process from 'node:process';
import type { Command } from 'commander';
import {
  type ExplainedSection,
  type ExplainTarget,
  explain,
  explanationText,
  type UnknownKey,
} from '../../../compiler/explain/explain.ts';
import { ProblemError } from '../../../platform/problems.ts';
import { chooseLanguage } from './render.ts';
import { readSoundNotice } from './source.ts';

type Options = Partial<Record<ExplainedSection, string>> & { readonly language?: string };

const SECTIONS: readonly ExplainedSection[] = ['item', 'purpose', 'rule', 'people'];
/** More keys than this are a wall, not a hint. */
const KEYS_SHOWN = 20;

export function registerExplain(notice: Command): void {
  notice
    .command('explain')
    .description('Explain an item, purpose, retention rule or kind of person of a notice in sentences.')
    .argument('<file>', 'the notice')
    .option('--item <key>', 'who may use it, why, from where, to whom, until when')
    .option('--purpose <key>', 'what it is for, on which basis, which data, how to stop it')
    .option('--rule <key>', 'how long the rule keeps, and what it applies to')
    .option('--people <key>', 'which purposes and data a kind of person has')
    .option('--language <language>', 'fi, sv or en; one of the languages of the notice (default: its first)')
    .action(async (file: string, options: Options, command: Command) => {
      const { json } = command.optsWithGlobals<{ json?: boolean }>();
      const target = targetOf(options);
      const source = await readSoundNotice(file);
      if (source === undefined) return;
      const answer = explain(source, target, chooseLanguage(source, options.language));
      if ('unknown' in answer) throw unknownKey(answer);
      process.stdout.write(json ? `${JSON.stringify(answer, null, 2)}\n` : explanationText(answer));
    });
}

function targetOf(options: Options): ExplainTarget {
  const asked = SECTIONS.flatMap((section) => {
    const key = options[section];
    return key === undefined ? [] : [{ section, key }];
  });
  const [target, ...others] = asked;
  if (target !== undefined && others.length === 0) return target;
  throw new ProblemError('usage-wrong', 'Say one thing to explain: --item, --purpose, --rule or --people.');
}

function unknownKey({ section, key, nearest, known }: UnknownKey): ProblemError {
  const shown = known.slice(0, KEYS_SHOWN).join(', ');
  const more = known.length > KEYS_SHOWN ? ` and ${known.length - KEYS_SHOWN} more` : '';
  const hint = nearest === undefined ? `Known: ${shown}${more}.` : `Did you mean ${nearest}?`;
  return new ProblemError('usage-wrong', `The notice has no ${section} called ${key}. ${hint}`);
}
