/** The keys that work on every page. */
import { useNavigate } from '@tanstack/react-router';
import { type Shortcut, useShortcuts } from '../../kit/shortcuts.ts';
import { useTexts } from '../../kit/texts.ts';
import { undoNewest } from '../../kit/toasts.tsx';
import { useRegister } from './here.ts';
import type { Overlay } from './overlay.ts';
import { workspaces } from './workspaces.ts';

export function useShellKeys(setOverlay: (overlay: Overlay) => void): void {
  const { t } = useTexts();
  const navigate = useNavigate();
  const register = useRegister();
  const palette = () => setOverlay('palette');
  const goKeys = workspaces
    .filter(({ isOpen }) => register !== undefined && isOpen(register))
    .map(
      ({ key, to, letter }): Shortcut => ({
        keys: `g ${letter}`,
        text: t('shell.go-to', { place: t(`shell.nav.${key}`) }),
        run: () => void navigate({ to, params: { register: register?.key ?? '' } }),
      }),
    );
  useShortcuts([
    { keys: 'mod+k', text: t('shell.palette'), run: palette },
    { keys: '/', text: t('shell.search'), run: palette },
    { keys: '?', text: t('shell.help'), run: () => setOverlay('help') },
    { keys: 'mod+z', text: t('shell.undo-key'), run: () => void undoNewest() },
    ...goKeys,
  ]);
}
