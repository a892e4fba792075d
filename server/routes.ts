/** What the register offers over HTTP: one line per feature. */
import type { FastifyInstance } from 'fastify';
import { mountLabels } from '../register/labels/label.routes.ts';
import { mountNotices } from '../register/notices/notice.routes.ts';
import { mountSignIn } from '../register/sign-in/sign-in.routes.ts';
import { mountLive } from '../register/subjects/live.routes.ts';
import { mountPast } from '../register/subjects/past.routes.ts';
import { mountPeople } from '../register/subjects/people.routes.ts';
import { mountPerson } from '../register/subjects/person.routes.ts';
import { mountWriting } from '../register/subjects/writing.routes.ts';
import { mountKeysAndTeams } from '../register/users/api-key.routes.ts';
import { mountReviews } from '../register/users/review.routes.ts';
import { mountRoles } from '../register/users/role.routes.ts';
import { mountUsers } from '../register/users/user.routes.ts';
import { mountViews } from '../register/views/view.routes.ts';
import type { MountContext } from './context.ts';
import { mountStaffApp } from './staff-app.ts';

export type Mount = (server: FastifyInstance, context: MountContext) => void | Promise<void>;

/** Without a login for accounts there is nothing to sign in to. */
const mountSigningIn: Mount = (server, context) =>
  context.openSignIn ? mountSignIn(server, context) : undefined;

export const offered: Mount[] = [
  mountNotices,
  mountSigningIn,
  mountUsers,
  mountRoles,
  mountReviews,
  mountKeysAndTeams,
  mountPeople,
  mountPerson,
  mountPast,
  mountWriting,
  mountLive,
  mountViews,
  mountLabels,
  mountStaffApp,
];
