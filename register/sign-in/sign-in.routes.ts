// Mounts signing in: one desk for its routes, and the hourly forgetting of what has ended.
import type { FastifyInstance } from 'fastify';
import { type ApiContext, apiOf } from '../api/api.ts';
import { openPublishedNotices } from '../notices/published.queries.ts';
import { type Desk, rememberNotices } from './desk.ts';
import { mountInvitations } from './invitation.routes.ts';
import { mountMe } from './me.routes.ts';
import { mountSession } from './session.routes.ts';
import { forgetEnded, signInOf } from './sign-in.ts';

const FORGETTING_MS = 3_600_000;

export async function mountSignIn(
  server: FastifyInstance,
  parts: ApiContext & { readonly database: { readonly appUrl: string } },
): Promise<void> {
  const context = await signInOf(parts);
  const notices = openPublishedNotices(parts.database.appUrl);
  const desk: Desk = {
    context,
    accounts: parts.accounts,
    publicUrl: parts.configuration.publicUrl,
    listNotices: rememberNotices(notices, parts.clock),
  };
  const forgetting = setInterval(() => {
    forgetEnded(context).catch((err: unknown) =>
      parts.log.error({ err }, 'ended sign-ins were not forgotten'),
    );
  }, FORGETTING_MS);
  forgetting.unref();
  server.addHook('onClose', async () => {
    clearInterval(forgetting);
    context.mail.close();
    await notices.close();
  });
  const api = apiOf(server);
  mountSession(api, desk);
  mountMe(api, desk);
  mountInvitations(api, desk);
}
