/** The pages of administration side by side; for somebody without such a task, the reason and who can help. */
import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { Page } from '../../../kit/Page.tsx';
import { ProblemNote } from '../../../kit/ProblemNote.tsx';
import { useTexts } from '../../../kit/texts.ts';
import { ApiProblem } from '../../api/client.ts';
import { useThisRegister } from '../../shell/here.ts';
import { ADMIN_PAGES, useAdminCommands } from './admin-pages.ts';
import './admin.css';

const NOT_ALLOWED = new ApiProblem({ code: 'not-allowed', status: 403 });

/** On a phone the tabs run out of the screen; the one of the page is brought into it. */
function useTabInSight() {
  const tabs = useRef<HTMLElement>(null);
  const path = useRouterState({ select: ({ resolvedLocation }) => resolvedLocation?.pathname });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new path is another tab.
  useEffect(() => {
    tabs.current
      ?.querySelector('[aria-current="page"]')
      ?.scrollIntoView({ block: 'nearest', inline: 'center', behavior: 'instant' });
  }, [path]);
  return tabs;
}

export function AdminLayout() {
  const { t } = useTexts();
  const register = useThisRegister();
  const isOpen = register.manages;
  useAdminCommands(register, isOpen);
  const tabs = useTabInSight();
  if (!isOpen) {
    return (
      <Page title={t('shell.nav.admin')}>
        <ProblemNote error={NOT_ALLOWED} />
      </Page>
    );
  }
  return (
    <>
      <nav ref={tabs} aria-label={t('shell.nav.admin')} className="s-tabs s-screen">
        <ul className="s-list">
          {ADMIN_PAGES.map(({ key, to }) => (
            <li key={key}>
              <Link to={to} params={{ register: register.key }} className="s-tab">
                {t(`admin.nav.${key}`)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <Outlet />
    </>
  );
}
