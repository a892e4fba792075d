import type { PermissionProof } from '../../../../../kit/facts/Proof.tsx';
import type { Language, Translate } from '../../../../../kit/texts.ts';
import { localText } from '../../../../shell/here.ts';
import type { Answer } from '../../people.api.ts';

/** The proof of an answer in the form the drawer shows. */
export function proofOf(answer: Answer, language: Language, t: Translate): PermissionProof {
  const { proof, source } = answer;
  return {
    id: answer.id,
    wording: proof?.wording ?? null,
    language: proof?.language ?? null,
    noticeVersion: proof?.noticeVersion ? String(proof.noticeVersion) : null,
    at: answer.at,
    method: proof?.shownBy ?? null,
    ground: answer.ground,
    source: source && localText(source.title, language),
    givenBy: t(`people.given-by.${answer.givenBy}`),
    recordedBy: answer.recordedBy,
    expiresAt: answer.expiresAt,
  };
}
