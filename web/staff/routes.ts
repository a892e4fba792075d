/**
 * The three levels pages hang from: everybody's, those of people who are signed in, and those of one register. A page folder makes its
 * routes below one of them; router.ts puts them together.
 */
import { createRootRoute, createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { changeLanguage } from '../kit/texts.ts';
import { queryClient, sessionQuery } from './api/session.ts';
import { NotFound } from './shell/NotFound.tsx';
import { RootLayout } from './shell/RootLayout.tsx';
import { RoutePending } from './shell/RoutePending.tsx';
import { RouteProblem } from './shell/RouteProblem.tsx';

export const rootRoute = createRootRoute({
  component: RootLayout,
  errorComponent: RouteProblem,
  notFoundComponent: NotFound,
  pendingComponent: RoutePending,
  beforeLoad: async () => {
    const session = await queryClient.ensureQueryData(sessionQuery);
    if (session.step !== 'signed-out') await changeLanguage(session.account.language);
  },
});

export const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'signed-in',
  component: lazyRouteComponent(() => import('./shell/Shell.tsx'), 'Shell'),
  beforeLoad: async ({ location }) => {
    const { step } = await queryClient.ensureQueryData(sessionQuery);
    if (step !== 'ready') throw redirect({ to: '/sign-in', search: { to: location.href } });
  },
});

export const registerRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: 'registers/$register',
  component: lazyRouteComponent(() => import('./shell/RegisterLayout.tsx'), 'RegisterLayout'),
});
