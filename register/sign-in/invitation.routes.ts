// The other end of an invitation's link: what it is for, and taking it.
import { z } from 'zod';
import type { Api } from '../api/api.ts';
import { languageSchema, lineOf } from '../api/values.ts';
import { answerCookie, browserOf, type Desk } from './desk.ts';
import { acceptInvitation, lookAtInvitation } from './invitation.ts';
import { LONGEST_PASSWORD } from './password-strength.ts';
import { registerRolesSchema, rolesIn, stateSchema } from './state.ts';

const tags = ['sign-in'];
const token = z.string().min(20).max(100);

const invitationSchema = z.object({
  owner: z.boolean().describe('The first user of the installation, who chooses their own user name.'),
  login: z.string().nullable(),
  name: z.string().nullable(),
  language: z.string().nullable(),
  registers: z.array(registerRolesSchema),
  expiresAt: z.string(),
});

export function mountInvitations(api: Api, desk: Desk): void {
  api.post(
    '/api/invitations/look',
    {
      config: { access: 'public' },
      schema: {
        body: z.strictObject({ token }),
        response: { 200: invitationSchema },
        tags,
        summary: 'What an invitation is for',
      },
    },
    async (request) => {
      const { address } = browserOf(request);
      const found = await lookAtInvitation(desk.context, { token: request.body.token, address });
      const { owner, login, name, language, expiresAt } = found;
      const notices = await desk.listNotices();
      const registers = [...Map.groupBy(found.tasks, (task) => task.register_key)].map(([key, rows]) =>
        rolesIn(key, rows, notices.find((stored) => stored.register === key)?.notice),
      );
      return { owner, login, name, language, registers, expiresAt: expiresAt.toISOString() };
    },
  );
  const body = z.strictObject({
    token,
    name: lineOf(200),
    login: lineOf(254).optional().describe('An owner’s: their e-mail address.'),
    language: languageSchema.optional(),
    password: z.string().min(1).max(LONGEST_PASSWORD),
  });
  api.post(
    '/api/invitations/accept',
    {
      config: { access: 'public' },
      schema: {
        body,
        response: { 200: stateSchema },
        tags,
        summary: 'Take an invitation: choose a password',
      },
    },
    async (request, reply) => {
      const cookie = await acceptInvitation(desk.context, { ...request.body, ...browserOf(request) });
      return answerCookie(desk, { request, reply }, cookie);
    },
  );
}
