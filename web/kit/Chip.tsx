/** A state in a word and an icon; the colour only repeats what they say. */
import type { ReactNode } from 'react';
import { Icon, type IconKind } from './Icon.tsx';

/** act: lake; purpose: bilberry; open: spruce; closed: lingonberry; soon: cloudberry; plain: grey. */
export type ChipTone = 'act' | 'purpose' | 'open' | 'closed' | 'soon' | 'plain';

export function Chip({ tone, icon, children }: { tone: ChipTone; icon?: IconKind; children: ReactNode }) {
  return (
    <span className={`s-chip s-chip-${tone}`}>
      {icon && <Icon of={icon} size={14} />}
      {children}
    </span>
  );
}
