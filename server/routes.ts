/** What the register offers over HTTP: one line per feature. */
import type { FastifyInstance } from 'fastify';
import { mountNotices } from '../register/notices/notice.routes.ts';
import type { MountContext } from './context.ts';

export type Mount = (server: FastifyInstance, context: MountContext) => void | Promise<void>;

export const offered: Mount[] = [mountNotices];
