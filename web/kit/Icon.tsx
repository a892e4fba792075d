/** An icon beside a word: 16 pixels, never read aloud. */
import type { Icon as TablerIcon } from '@tabler/icons-react';

export type IconKind = TablerIcon;

export function Icon({ of: Kind, size = 16 }: { of: IconKind; size?: number }) {
  return <Kind size={size} stroke={1.75} aria-hidden="true" className="s-icon" />;
}
