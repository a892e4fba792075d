/** Keys as they stand on the keyboard: "Ctrl" in words, since the sign for a Mac's key is not in our font. */
import { Kbd } from '@mantine/core';

const isMac = /mac|iphone|ipad/i.test(navigator.userAgent);
const NAMES: Readonly<Record<string, string>> = {
  mod: isMac ? 'Cmd' : 'Ctrl',
  Enter: 'Enter',
  Escape: 'Esc',
};

export function Keys({ of: keys }: { of: string }) {
  const parts = keys.split(/[ +]/);
  return (
    <span className="s-keys">
      {parts.map((part) => (
        <Kbd key={part}>{NAMES[part] ?? (part.length === 1 ? part.toUpperCase() : part)}</Kbd>
      ))}
    </span>
  );
}
