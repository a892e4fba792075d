/** The left rail: the workspaces the user's tasks open. */
import { Link } from '@tanstack/react-router';
import { Icon } from '../../kit/Icon.tsx';
import { useTexts } from '../../kit/texts.ts';
import { useRegister } from './here.ts';
import { workspaces } from './workspaces.ts';

export function Rail() {
  const { t } = useTexts();
  const register = useRegister();
  if (register === undefined) return null;
  const open = workspaces.filter(({ isOpen }) => isOpen(register));
  return (
    <nav className="s-rail s-screen" aria-label={t('shell.workspaces')}>
      <ul className="s-list">
        {open.map(({ key, to, icon }) => (
          <li key={key}>
            <Link
              to={to}
              params={{ register: register.key }}
              activeOptions={{ exact: key === 'home' }}
              className="s-rail-link"
            >
              <Icon of={icon} />
              {t(`shell.nav.${key}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
