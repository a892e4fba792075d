/** All pages of the app; a page folder joins with a line here. */
import { createRoute, createRouter, redirect } from '@tanstack/react-router';
import { readSettings } from '../kit/settings.ts';
import { queryClient, sessionQuery } from './api/session.ts';
import { adminRoutes } from './pages/admin/admin.routes.ts';
import { homeRoute } from './pages/home/home.routes.ts';
import { meRoute } from './pages/me/me.routes.ts';
import { peopleRoutes } from './pages/people/people.routes.ts';
import { signInRoute } from './pages/sign-in/sign-in.routes.ts';
import { welcomeRoute } from './pages/welcome/welcome.routes.ts';
import { registerRoute, rootRoute, signedInRoute } from './routes.ts';
import { NoRegisterPage } from './shell/NoRegisterPage.tsx';
import { NotFoundHere } from './shell/NotFound.tsx';
import { RoutePending } from './shell/RoutePending.tsx';
import { RouteProblem } from './shell/RouteProblem.tsx';

/** To the register last worked in. */
const startRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/',
  component: NoRegisterPage,
  beforeLoad: async () => {
    const session = await queryClient.ensureQueryData(sessionQuery);
    if (session.step === 'signed-out') return;
    const { lastRegister } = readSettings();
    const register = session.registers.find(({ key }) => key === lastRegister) ?? session.registers[0];
    if (register) throw redirect({ to: '/registers/$register', params: { register: register.key } });
  },
});

const routeTree = rootRoute.addChildren([
  signInRoute,
  welcomeRoute,
  signedInRoute.addChildren([
    startRoute,
    meRoute,
    registerRoute.addChildren([homeRoute, ...peopleRoutes, adminRoutes]),
  ]),
]);

export const router = createRouter({
  routeTree,
  basepath: '/staff',
  defaultPreload: 'intent',
  defaultNotFoundComponent: NotFoundHere,
  defaultErrorComponent: RouteProblem,
  defaultPendingComponent: RoutePending,
  defaultPendingMs: 200,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
