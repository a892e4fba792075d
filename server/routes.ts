/** What the register offers over HTTP: one line per feature. */
import type { FastifyInstance } from 'fastify';
import { mountNotices } from '../register/notices/notice.routes.ts';
import { mountKeysAndTeams } from '../register/users/api-key.routes.ts';
import { mountReviews } from '../register/users/review.routes.ts';
import { mountRoles } from '../register/users/role.routes.ts';
import { mountUsers } from '../register/users/user.routes.ts';
import type { MountContext } from './context.ts';

export type Mount = (server: FastifyInstance, context: MountContext) => void | Promise<void>;

export const offered: Mount[] = [mountNotices, mountUsers, mountRoles, mountReviews, mountKeysAndTeams];
