/** The list of people and the page of one; the view of the list stands in its address. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { registerRoute } from '../../routes.ts';
import { readViewSearch } from './list/view-search.ts';

const peopleRoute = createRoute({
  getParentRoute: () => registerRoute,
  path: 'people',
  validateSearch: readViewSearch,
  component: lazyRouteComponent(() => import('./list/PeoplePage.tsx'), 'PeoplePage'),
});

const personRoute = createRoute({
  getParentRoute: () => registerRoute,
  path: 'people/$person',
  component: lazyRouteComponent(() => import('./person/PersonPage.tsx'), 'PersonPage'),
});

export const peopleRoutes = [peopleRoute, personRoute];
