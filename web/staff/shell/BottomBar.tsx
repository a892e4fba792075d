/** On a phone: the workspaces in daily use at the thumb, the others and one's own matters in a sheet. */
import { Drawer } from '@mantine/core';
import { IconDots, IconSearch } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Icon } from '../../kit/Icon.tsx';
import { useTexts } from '../../kit/texts.ts';
import { useRegister } from './here.ts';
import type { Overlay } from './overlay.ts';
import { workspaces } from './workspaces.ts';

export function BottomBar({ onOverlay }: { onOverlay: (overlay: Overlay) => void }) {
  const { t } = useTexts();
  const register = useRegister();
  const [more, setMore] = useState(false);
  if (register === undefined) return null;
  const open = workspaces.filter(({ isOpen }) => isOpen(register));
  const link = ({ key, to, icon }: (typeof open)[number], className: string) => (
    <Link
      to={to}
      params={{ register: register.key }}
      activeOptions={{ exact: key === 'home' }}
      className={className}
      onClick={() => setMore(false)}
    >
      <Icon of={icon} size={20} />
      {t(`shell.nav.${key}`)}
    </Link>
  );
  return (
    <nav className="s-bottom s-screen" aria-label={t('shell.workspaces')}>
      <ul className="s-list">
        {open
          .filter(({ onPhone }) => onPhone)
          .map((workspace) => (
            <li key={workspace.key}>{link(workspace, 's-bottom-link')}</li>
          ))}
        <li>
          <button type="button" className="s-bottom-link" onClick={() => onOverlay('palette')}>
            <Icon of={IconSearch} size={20} />
            {t('shell.search')}
          </button>
        </li>
        <li>
          <button
            type="button"
            className="s-bottom-link"
            aria-haspopup="dialog"
            onClick={() => setMore(true)}
          >
            <Icon of={IconDots} size={20} />
            {t('shell.more')}
          </button>
        </li>
      </ul>
      <Drawer
        opened={more}
        onClose={() => setMore(false)}
        position="bottom"
        size="auto"
        title={t('shell.more')}
        closeButtonProps={{ 'aria-label': t('kit.close') }}
      >
        <ul className="s-list">
          {open
            .filter(({ onPhone }) => !onPhone)
            .map((workspace) => (
              <li key={workspace.key}>{link(workspace, 's-rail-link')}</li>
            ))}
          <li>
            <Link to="/me" className="s-rail-link" onClick={() => setMore(false)}>
              {t('shell.me')}
            </Link>
          </li>
        </ul>
      </Drawer>
    </nav>
  );
}
