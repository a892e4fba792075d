/**
 * Turns errors into answers: `application/problem+json` (RFC 9457) for programs, a plain page for people. What is not in
 * the catalogue becomes a 500 with the request's id and nothing else.
 */
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Language } from '../compiler/model/text.ts';
import { problemHtml } from '../compiler/render/pages.ts';
import { ProblemError, problemOf } from '../platform/problems.ts';
import { chooseLanguage } from '../register/notices/language.ts';
import { LOOKS } from '../register/notices/public-files.ts';

const LANGUAGES: readonly Language[] = ['en', 'fi', 'sv'];

export function answerProblems(server: FastifyInstance): void {
  server.setNotFoundHandler((request, reply) =>
    answer(request, reply, new ProblemError('not-found', 'There is nothing at this address.')),
  );
  server.setErrorHandler((error: FastifyError | ProblemError, request, reply) => {
    const problem = asProblem(error);
    if (problemOf(problem.code).status >= 500) request.log.error({ err: error }, 'request failed');
    return answer(request, reply, problem);
  });
}

/** Fastify's own refusals (body too large, malformed JSON, wrong schema) are the client's mistakes; their texts may echo input. */
function asProblem(error: FastifyError | ProblemError): ProblemError {
  if (error instanceof ProblemError) return error;
  const status = error.statusCode ?? 500;
  if (status === 413) return new ProblemError('request-too-large', 'Send less at once.');
  if (status >= 400 && status < 500) {
    const detail =
      'The request does not have the form this address expects: compare it with the documentation.';
    return new ProblemError('request-malformed', detail);
  }
  return new ProblemError(
    'internal-error',
    'It has been logged under the request id; tell that to your administrator.',
  );
}

function answer(request: FastifyRequest, reply: FastifyReply, problem: ProblemError): FastifyReply {
  const { status, title } = problemOf(problem.code);
  if (wantsPage(request)) {
    const language = chooseLanguage(LANGUAGES, undefined, request.headers['accept-language']);
    const page = problemHtml({ language, title: title[language], requestId: request.id, status }, LOOKS);
    return reply.status(status).type('text/html; charset=utf-8').send(page);
  }
  if (problem.retryAt) reply.header('retry-after', secondsUntil(problem.retryAt));
  return reply
    .status(status)
    .type('application/problem+json')
    .serializer(JSON.stringify)
    .send({
      type: `urn:seloste:problem:${problem.code}`,
      code: problem.code,
      status,
      title: title.en,
      detail: problem.detail,
      requestId: request.id,
      ...(problem.fields && { fields: problem.fields }),
      ...(problem.conflict && { conflict: problem.conflict }),
      ...(problem.retryAt && { retryAt: problem.retryAt.toISOString() }),
    });
}

const secondsUntil = (moment: Date) => Math.max(1, Math.ceil((moment.getTime() - Date.now()) / 1000));

const wantsPage = (request: FastifyRequest) =>
  !request.url.startsWith('/api/') && (request.headers.accept ?? '').includes('text/html');
