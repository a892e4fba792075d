/** Reads a notice for commands that need one without errors: what is wrong is told, and the exit code set, before they begin. */
import process from 'node:process';
import { checkNoticeSource, hasErrors } from '../../../compiler/check/check.ts';
import type { Notice } from '../../../compiler/model/notice.ts';
import { describeFindings } from './findings.ts';
import { readNoticeText } from './text.ts';

/** Exit codes as those of `notice check`. */
const WITH_ERRORS = 1;
const UNREADABLE = 2;

/** The notice, or undefined when it cannot be read or has errors; warnings stop nothing. */
export async function readSoundNotice(file: string): Promise<Notice | undefined> {
  const text = await readNoticeText(file);
  if (text === undefined) {
    process.exitCode = UNREADABLE;
    return undefined;
  }
  const { notice, findings } = checkNoticeSource(text, file);
  if (notice !== null && !hasErrors(findings)) return notice;
  const errors = findings.filter((finding) => finding.severity === 'error');
  process.stderr.write(`${describeFindings({ file, text }, errors)}\nMend the errors first.\n`);
  process.exitCode = WITH_ERRORS;
  return undefined;
}
