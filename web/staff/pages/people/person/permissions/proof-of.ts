import type { PermissionProof } from '../../../../../kit/facts/Proof.tsx';
import type { Language } from '../../../../../kit/texts.ts';
import { localText } from '../../../../shell/here.ts';
import type { Answer } from '../../people.api.ts';

export function proofOf(answer: Answer, language: Language): PermissionProof {
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
    givenBy: answer.givenBy,
    recordedBy: answer.recordedBy,
    expiresAt: answer.expiresAt,
  };
}
