// Which answers a table may hold under the notice in force: only what can be answered so to the purpose, and a consent with the columns
// that prove it.
import type { CompiledPurpose } from '../../compiler/model/compiled.ts';
import { ProblemError } from '../../platform/problems.ts';
import type { Column } from './columns.ts';
import { type AnswerPart, type AnswerTarget, writeAnswer } from './targets.ts';
import { unknown } from './unknown.ts';

export interface Among {
  readonly columns: readonly Column[];
  readonly purposes: readonly CompiledPurpose[];
}

/** Bases a person may object to (Art. 21(1)); direct marketing always (21(2)). */
const OBJECTIONABLE: readonly CompiledPurpose['basis'][] = ['legitimate-interest', 'public-task'];
const PROOF: readonly AnswerPart[] = ['wording', 'time', 'channel'];

/** Throws ProblemError that names the column and how to mend it. */
export function checkAnswer(name: string, target: AnswerTarget, { columns, purposes }: Among): void {
  const purpose = purposes.find(({ key }) => key === target.purpose);
  if (target.purpose !== null && !purpose) {
    throw unknown('purpose-not-in-notice', 'purpose', target.purpose, purposes);
  }
  if ((target.kind === 'withdrawal' || target.kind === 'consent') && purpose?.basis !== 'consent') {
    throw wrong(
      `Column “${name}”: consent is given and withdrawn for a purpose that rests on it. Name one after the colon, or write ban.`,
    );
  }
  if (target.kind === 'objection' && purpose && !isObjectionable(purpose)) {
    throw wrong(
      `Column “${name}”: nobody can object to ${purpose.key}, which rests on ${purpose.basis} (Art. 21). Write ban or withdrawal.`,
    );
  }
  checkCompanions(name, target, columns);
}

const isObjectionable = ({ directMarketing, basis }: CompiledPurpose) =>
  directMarketing || OBJECTIONABLE.includes(basis);

/** A time says nothing without its answer, and a consent nothing without its proof. */
function checkCompanions(name: string, target: AnswerTarget, columns: readonly Column[]): void {
  const answer = writeAnswer(target);
  const parts = columns.flatMap((each) =>
    each.target?.is === 'answer' && writeAnswer(each.target) === answer ? [each.target.part] : [],
  );
  if (!parts.includes('value')) {
    throw wrong(
      `Column “${name}” belongs to ${answer}, and no column holds that itself. Say which does with --map "COLUMN=${answer}".`,
    );
  }
  const missing = target.kind === 'consent' ? PROOF.filter((part) => !parts.includes(part)) : [];
  if (missing.length > 0) {
    throw wrong(
      `Column “${name}”: a consent is taken only with its proof (Art. 7(1)). Say which columns hold ${missing.map((part) => `${answer}.${part}`).join(', ')}, or leave it out with --map "${name}=".`,
    );
  }
}

const wrong = (detail: string) => new ProblemError('import-mapping-wrong', detail);
