// The rights of Arts 12–22 and 77: which of them the law gives on these bases, how fast, how, and free of charge.
import type { Right, RightKind } from '../model/conduct.ts';
import type { Notice } from '../model/notice.ts';
import type { BasisKind } from '../model/purposes.ts';
import { durationParts, shortestDays } from './duration.ts';
import type { Check } from './index-notice.ts';

const ALWAYS: readonly RightKind[] = ['access', 'rectification', 'erasure', 'restriction', 'complaint'];

/** facts of Art. 13(2)(b)–(d): which rights must be told, given the bases of the purposes. */
function due(notice: Notice): readonly (readonly [RightKind, string])[] {
  const bases = new Set<BasisKind>(
    notice.purposes.flatMap((purpose) => purpose.bases.map((basis) => basis.kind)),
  );
  const has = (...kinds: readonly BasisKind[]) => kinds.some((kind) => bases.has(kind));
  const marketing = notice.purposes.some((purpose) => purpose.directMarketing);
  return [
    ...ALWAYS.map((kind) => [kind, 'whatever the basis'] as const),
    ...(has('legitimate-interest', 'public-task')
      ? [['objection', 'for a legitimate interest or a public task'] as const]
      : []),
    ...(marketing ? [['marketing-objection', 'for direct marketing'] as const] : []),
    ...(has('consent', 'contract') ? [['portability', 'for consent and contract'] as const] : []),
    ...(has('consent') ? [['withdrawal', 'for consent'] as const] : []),
  ];
}

export const checkRights: Check = function* ({ notice }) {
  const told = new Set(notice.rights.map((right) => right.kind));
  for (const [kind, why] of due(notice))
    if (!told.has(kind))
      yield {
        code: 'missing-right',
        place: ['rights'],
        names: kind,
        message: `The right “${kind}” is missing; the law gives it ${why}.`,
        hint: `Add ${kind} under rights.`,
      };
  for (const right of notice.rights) yield* termProblems(right);
};

/** Art. 12(3): one month from receipt, which can be as short as 28 days. */
function looserThanLaw(answer: string): boolean {
  const parts = durationParts(answer);
  if (!parts) return false;
  if (parts.years === 0 && parts.months === 1 && parts.days === 0) return false;
  return parts.months > 0 || shortestDays(answer) > 28;
}

function* termProblems(right: Right) {
  if (right.kind === 'complaint') return;
  if (looserThanLaw(right.answer))
    yield {
      code: 'answer-too-late' as const,
      place: [...right.at, 'answer'],
      message: `“${right.kind}” is answered within ${right.answer}; the law gives one month, which can be 28 days.`,
    };
  if (right.ways.length === 0)
    yield {
      code: 'right-without-way' as const,
      place: right.at,
      message: `“${right.kind}” does not say how it is used.`,
    };
  // Art. 15(3): a fee is possible for further copies only; Art. 12(5): everything else is free.
  const free = right.fee.free === 'always' || (right.kind === 'access' && right.fee.free >= 1);
  if (!free)
    yield {
      code: 'fee-where-free' as const,
      place: [...right.at, 'fee'],
      message: `“${right.kind}” costs where the law says free of charge.`,
    };
}

export const checkPortability: Check = function* ({ notice, purposes }) {
  const portable = (key: string) => {
    const bases = purposes.get(key)?.bases ?? [];
    // A purpose without a basis has been told.
    return bases.length === 0 || bases.some(({ kind }) => kind === 'consent' || kind === 'contract');
  };
  for (const right of notice.rights) {
    if (right.kind !== 'portability') continue;
    const scope = right.scope === 'all' ? [] : right.scope.purposes;
    for (const key of scope.filter((one) => !portable(one)))
      yield {
        code: 'portability-without-basis',
        place: right.at,
        message: `“${key}” rests on neither consent nor contract, so the law gives no portability for it.`,
      };
    if (
      right.scope === 'all' &&
      notice.purposes.length > 0 &&
      !notice.purposes.some(({ key }) => portable(key))
    )
      yield {
        code: 'portability-without-basis',
        place: right.at,
        message: 'No purpose rests on consent or contract, so the law gives no portability here.',
      };
  }
};
