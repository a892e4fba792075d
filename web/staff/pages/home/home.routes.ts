import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { registerRoute } from '../../routes.ts';

export const homeRoute = createRoute({
  getParentRoute: () => registerRoute,
  path: '/',
  component: lazyRouteComponent(() => import('./HomePage.tsx'), 'HomePage'),
});
