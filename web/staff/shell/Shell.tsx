/** The frame of the pages of those who are signed in: rail, head, page; on a phone a bar at the bottom. */
import { Outlet, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTexts } from '../../kit/texts.ts';
import { BottomBar } from './BottomBar.tsx';
import { Head } from './Head.tsx';
import type { Overlay } from './overlay.ts';
import { Palette } from './Palette.tsx';
import { Rail } from './Rail.tsx';
import { ShortcutHelp } from './ShortcutHelp.tsx';
import { useShellKeys } from './shell-keys.ts';
import './shell.css';

export function Shell() {
  const { t } = useTexts();
  const [overlay, setOverlay] = useState<Overlay>();
  useShellKeys(setOverlay);
  useFocusOnNewPage();
  const close = () => setOverlay(undefined);
  return (
    <div className="s-shell">
      <a href="#content" className="s-skip">
        {t('shell.skip')}
      </a>
      <Head onOverlay={setOverlay} />
      <Rail />
      <main id="content" tabIndex={-1} className="s-main">
        <Outlet />
      </main>
      <BottomBar onOverlay={setOverlay} />
      <Palette opened={overlay === 'palette'} onClose={close} onOverlay={setOverlay} />
      <ShortcutHelp opened={overlay === 'help'} onClose={close} />
    </div>
  );
}

/** A new page is read from its heading on; without this a screen reader stays where the link was. */
function useFocusOnNewPage(): void {
  const path = useRouterState({ select: ({ resolvedLocation }) => resolvedLocation?.pathname });
  const before = useRef(path);
  useEffect(() => {
    if (before.current !== undefined && before.current !== path)
      document.querySelector<HTMLElement>('main h1')?.focus();
    before.current = path;
  }, [path]);
}
