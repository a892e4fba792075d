/** `/docs`: the API's reference as a page without scripts, from the description and from our own files alone. */
import type { FastifyInstance } from 'fastify';
import { LOOKS } from '../../register/notices/public-files.ts';
import { referencePage } from './reference-page.ts';

export function mountReference(server: FastifyInstance): void {
  server.get('/docs', { config: { access: 'user-or-key' } }, async (_request, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .serializer((page: string) => page)
      .send(referencePage(server.swagger(), LOOKS.stylesheet)),
  );
}
