/** Signing in; `to` is where somebody wanted to go, and never leads out of the app. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../routes.ts';

export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'sign-in',
  validateSearch: ({ to }: { to?: unknown }): { to?: string } =>
    typeof to === 'string' && /^\/(?![/\\])/.test(to) ? { to } : {},
  component: lazyRouteComponent(() => import('./SignInPage.tsx'), 'SignInPage'),
});
