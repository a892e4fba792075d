/** Tells a problem to the person at the terminal: one sentence and its code, or JSON; a stack trace only for a defect. */
import process from 'node:process';
import { ProblemError, problemOf } from '../platform/problems.ts';

/** Prints to standard error and answers the exit code. */
export function reportProblem(error: unknown, { json }: { json: boolean }): number {
  if (!(error instanceof ProblemError)) return reportDefect(error, json);
  const { exit, title } = problemOf(error.code);
  const said = json
    ? JSON.stringify({ code: error.code, title: title.en, detail: error.detail })
    : `${title.en} (${error.code}): ${error.detail}`;
  process.stderr.write(`${said}\n`);
  return exit;
}

/** A defect's own text may hold personal data (a database error quotes values), so it is shown only when asked for. */
function reportDefect(error: unknown, json: boolean): number {
  const { exit, title } = problemOf('internal-error');
  const detail =
    'Run it again with SELOSTE_DEBUG=1 to see where it happened; the text may hold personal data.';
  const said = json
    ? JSON.stringify({ code: 'internal-error', title: title.en, detail })
    : `${title.en}: ${detail}`;
  process.stderr.write(`${said}\n`);
  if (process.env.SELOSTE_DEBUG) console.error(error);
  return exit;
}
