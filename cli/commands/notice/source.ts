/** Reads a notice for commands that need one without errors: what is wrong is told, and the exit code set, before they begin. */
import { readFile } from 'node:fs/promises';
import process from 'node:process';
import { checkNoticeSource, hasErrors } from '../../../compiler/check/check.ts';
import type { Notice } from '../../../compiler/model/notice.ts';
import { describeFindings } from './findings.ts';

/** Exit codes as those of `notice check`. */
const WITH_ERRORS = 1;
const UNREADABLE = 2;

/** The notice, or undefined when it cannot be read or has errors; warnings stop nothing. */
export async function readSoundNotice(file: string): Promise<Notice | undefined> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    const reason = error.code ?? 'unknown reason';
    process.stderr.write(`${file} cannot be read (${reason}). Check the path and your rights to it.\n`);
    process.exitCode = UNREADABLE;
  });
  if (typeof text !== 'string') return undefined;
  const { notice, findings } = checkNoticeSource(text, file);
  if (notice !== null && !hasErrors(findings)) return notice;
  const errors = findings.filter((finding) => finding.severity === 'error');
  process.stderr.write(`${describeFindings({ file, text }, errors)}\nMend the errors first.\n`);
  process.exitCode = WITH_ERRORS;
  return undefined;
}
