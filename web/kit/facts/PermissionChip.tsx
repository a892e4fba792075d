/** What a person has answered to a purpose, in an icon and words: open, closed, or not asked. */
import { IconBan, IconCheck, IconPlayerPause, IconQuestionMark } from '@tabler/icons-react';
import { Chip, type ChipTone } from '../Chip.tsx';
import type { IconKind } from '../Icon.tsx';

export type PermissionState = 'open' | 'closed' | 'restricted' | 'not-asked';

const LOOKS: Readonly<Record<PermissionState, { tone: ChipTone; icon: IconKind }>> = {
  open: { tone: 'open', icon: IconCheck },
  closed: { tone: 'closed', icon: IconBan },
  restricted: { tone: 'closed', icon: IconPlayerPause },
  'not-asked': { tone: 'plain', icon: IconQuestionMark },
};

export function PermissionChip({ state, children }: { state: PermissionState; children: string }) {
  const { tone, icon } = LOOKS[state];
  return (
    <Chip tone={tone} icon={icon}>
      {children}
    </Chip>
  );
}
