/** `seloste notice check FILE…`: every problem of one or more notices, for people with the line and a caret, or as JSON. */
import process from 'node:process';
import type { Command } from 'commander';
import { checkNoticeSource, hasErrors } from '../../../compiler/check/check.ts';
import type { Finding } from '../../../compiler/check/finding.ts';
import type { Notice } from '../../../compiler/model/notice.ts';
import { describeFindings, type Source } from './findings.ts';
import { readNoticeText } from './text.ts';

/** Exit codes of a check: nothing wrong but warnings, errors, or a file that cannot be read. */
const CLEAN = 0;
const WITH_ERRORS = 1;
const UNREADABLE = 2;

interface Options {
  readonly after?: string;
}

interface Checked extends Source {
  readonly findings: readonly Finding[];
}

export function registerCheck(notice: Command): void {
  notice
    .command('check')
    .description(
      'Find every problem of a notice. Exit code 0: no errors, 1: errors, 2: a file cannot be read.',
    )
    .argument('<file...>', 'notices to check')
    .option('--after <file>', 'the version before, to check what may not change')
    .action(async (files: readonly string[], { after }: Options, command: Command) => {
      const { json } = command.optsWithGlobals<{ json?: boolean }>();
      const older = after === undefined ? undefined : await readOlder(after);
      const checked = older === null ? [] : await checkFiles(files, older);
      const findings = checked.flatMap((one) => one.findings);
      process.stdout.write(json ? `${JSON.stringify(findings, null, 2)}\n` : describe(checked));
      const readable = older !== null && checked.length === files.length;
      process.exitCode = readable ? (hasErrors(findings) ? WITH_ERRORS : CLEAN) : UNREADABLE;
    });
}

async function readOlder(file: string): Promise<Notice | null> {
  const text = await readNoticeText(file);
  if (text === undefined) return null;
  const { notice } = checkNoticeSource(text, file);
  if (notice === null) process.stderr.write(`${file} is no notice; check it on its own first.\n`);
  return notice;
}

async function checkFiles(files: readonly string[], older: Notice | undefined): Promise<readonly Checked[]> {
  const checked: Checked[] = [];
  for (const file of files) {
    const text = await readNoticeText(file);
    if (text !== undefined)
      checked.push({ file, text, findings: checkNoticeSource(text, file, older).findings });
  }
  return checked;
}

function describe(checked: readonly Checked[]): string {
  const parts = checked.map((one) => describeFindings(one, one.findings));
  const all = checked.flatMap((one) => one.findings);
  const errors = all.filter((finding) => finding.severity === 'error').length;
  const count = (number: number, word: string) => `${number} ${word}${number === 1 ? '' : 's'}`;
  const summary = `${count(checked.length, 'notice')} checked: ${count(errors, 'error')}, ${count(all.length - errors, 'warning')}.`;
  return `${[...parts.filter(Boolean), summary].join('\n')}\n`;
}
