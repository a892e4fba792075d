/** Administration: one layout with its own navigation, a page for each matter. */
import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { registerRoute } from '../../routes.ts';

const adminLayout = createRoute({
  getParentRoute: () => registerRoute,
  path: 'admin',
  component: lazyRouteComponent(() => import('./AdminLayout.tsx'), 'AdminLayout'),
});

const indexRoute = createRoute({
  getParentRoute: () => adminLayout,
  path: '/',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/registers/$register/admin/users', params, replace: true });
  },
});

const usersRoute = createRoute({
  getParentRoute: () => adminLayout,
  path: 'users',
  component: lazyRouteComponent(() => import('./users/UsersPage.tsx'), 'UsersPage'),
});

const userRoute = createRoute({
  getParentRoute: () => adminLayout,
  path: 'users/$user',
  component: lazyRouteComponent(() => import('./users/UserPage.tsx'), 'UserPage'),
});

const rolesRoute = createRoute({
  getParentRoute: () => adminLayout,
  path: 'roles',
  component: lazyRouteComponent(() => import('./roles/RolesPage.tsx'), 'RolesPage'),
});

const reviewsRoute = createRoute({
  getParentRoute: () => adminLayout,
  path: 'access-reviews',
  component: lazyRouteComponent(() => import('./access-reviews/AccessReviewsPage.tsx'), 'AccessReviewsPage'),
});

const grantRequestsRoute = createRoute({
  getParentRoute: () => adminLayout,
  path: 'grant-requests',
  component: lazyRouteComponent(() => import('./grant-requests/GrantRequestsPage.tsx'), 'GrantRequestsPage'),
});

const apiKeysRoute = createRoute({
  getParentRoute: () => adminLayout,
  path: 'api-keys',
  component: lazyRouteComponent(() => import('./api-keys/ApiKeysPage.tsx'), 'ApiKeysPage'),
});

const settingsRoute = createRoute({
  getParentRoute: () => adminLayout,
  path: 'settings',
  component: lazyRouteComponent(() => import('./settings/SettingsPage.tsx'), 'SettingsPage'),
});

const healthRoute = createRoute({
  getParentRoute: () => adminLayout,
  path: 'health',
  component: lazyRouteComponent(() => import('./health/HealthPage.tsx'), 'HealthPage'),
});

export const adminRoutes = adminLayout.addChildren([
  indexRoute,
  usersRoute,
  userRoute,
  rolesRoute,
  reviewsRoute,
  grantRequestsRoute,
  apiKeysRoute,
  settingsRoute,
  healthRoute,
]);
