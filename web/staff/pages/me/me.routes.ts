import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { signedInRoute } from '../../routes.ts';

export const meRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: 'me',
  component: lazyRouteComponent(() => import('./MePage.tsx'), 'MePage'),
});
