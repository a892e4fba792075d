// Access reviews, settings and the undertaking's text over HTTP.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { ProblemError } from '../../platform/problems.ts';
import { mayUse, userOf } from '../api/access.ts';
import { type Api, type ApiContext, apiOf } from '../api/api.ts';
import { makePage, pageOf, pageQuery, readCursor } from '../api/page.ts';
import {
  languageSchema,
  lineOf,
  reasonSchema,
  registerIdParams,
  registerParams,
  textOf,
} from '../api/values.ts';
import { MANAGE, managingOf, nothing, titleAnswer } from './managing.ts';
import { listReviews, reviewGrant } from './review.ts';
import { changeSettings, getSettings } from './setting.commands.ts';
import { listUndertakingTexts, publishUndertakingText } from './undertaking.ts';

const reviewAnswer = z.object({
  id: z.string(),
  account: z.object({ id: z.string(), login: z.string(), name: z.string() }),
  role: z.object({ key: z.string(), title: titleAnswer }),
  grantedAt: z.string(),
  grantedBy: z.string(),
  reason: z.string(),
  reviewedAt: z.string().nullable(),
  reviewedBy: z.string().nullable(),
  dueOn: z.string(),
  overdue: z.boolean(),
  mayDecide: z.boolean().describe('False for one’s own access.'),
});

const WITHIN_DAYS = 30;

export function mountReviews(server: FastifyInstance, context: ApiContext): void {
  const api = apiOf(server);
  mountReviewRoutes(api, context);
  mountSettings(api, context);
  mountUndertakingTexts(api, context);
}

function mountReviewRoutes(api: Api, { accounts }: ApiContext): void {
  const tags = ['access-reviews'];
  const query = pageQuery.extend({
    within: z.coerce.number().int().min(0).max(800).default(WITHIN_DAYS).describe('Due within so many days.'),
  });
  api.get(
    '/api/registers/:register/access-reviews',
    {
      config: MANAGE,
      schema: {
        params: registerParams,
        querystring: query,
        response: { 200: pageOf(reviewAnswer) },
        summary: 'Grants to look over, the earliest due first',
        tags,
      },
    },
    async (request) => {
      const { register, actor } = managingOf(request);
      const { limit, within } = request.query;
      const after = readCursor(request.query.after, 2);
      const due = await listReviews(accounts, register.id, { after, limit, within });
      const rows = due.map((row) => ({ ...row, mayDecide: row.account.id !== actor.accountId }));
      return makePage(rows, limit, (row) => [row.dueOn, row.id]);
    },
  );
  const decisions = { confirm: 'confirmed', remove: 'removed' } as const;
  for (const [verb, decision] of Object.entries(decisions)) {
    const reason = decision === 'removed' ? reasonSchema : lineOf(500).nullable().default(null);
    api.post(
      `/api/registers/:register/access-reviews/:id/${verb}`,
      {
        config: MANAGE,
        schema: {
          params: registerIdParams,
          body: z.strictObject({ reason }),
          response: { 200: nothing },
          summary: `The access is ${decision}`,
          tags,
        },
      },
      async (request) => {
        const { id: grantId } = request.params;
        await reviewGrant(accounts, {
          ...managingOf(request),
          grantId,
          decision,
          reason: request.body.reason,
        });
        return {};
      },
    );
  }
}

const settingsAnswer = z.object({
  multiFactor: z.boolean(),
  multiFactorByNotice: z.boolean(),
  reviewMonths: z.number(),
});

function mountSettings(api: Api, { accounts }: ApiContext): void {
  const tags = ['access-settings'];
  api.get(
    '/api/registers/:register/access-settings',
    {
      config: MANAGE,
      schema: {
        params: registerParams,
        response: { 200: settingsAnswer },
        summary: 'What the register asks of its users',
        tags,
      },
    },
    async (request) => getSettings(accounts, managingOf(request).register.id),
  );
  const body = z.strictObject({
    multiFactor: z.boolean().optional(),
    reviewMonths: z.int().min(1).max(24).optional(),
  });
  api.patch(
    '/api/registers/:register/access-settings',
    {
      config: MANAGE,
      schema: {
        params: registerParams,
        body,
        response: { 200: settingsAnswer },
        summary: 'Change what it asks',
        tags,
      },
    },
    async (request) => changeSettings(accounts, managingOf(request), request.body),
  );
}

const textAnswer = z.object({
  version: z.number(),
  texts: z.record(z.string(), z.string()),
  asksAgain: z.boolean(),
  lastsMonths: z.number().nullable(),
  recordedAt: z.string(),
  recordedBy: z.string(),
});

function mountUndertakingTexts(api: Api, { accounts }: ApiContext): void {
  const tags = ['undertaking'];
  api.get(
    '/api/registers/:register/undertaking-texts',
    {
      config: MANAGE,
      schema: {
        params: registerParams,
        response: { 200: pageOf(textAnswer) },
        summary: 'Versions of the undertaking',
        tags,
      },
    },
    async () => ({ rows: await listUndertakingTexts(accounts), next: null }),
  );
  const body = z.strictObject({
    texts: z.record(languageSchema, textOf(10_000).min(20)),
    asksAgain: z
      .boolean()
      .describe('Those who signed an earlier version must sign this one before they go on.'),
    lastsMonths: z.int().min(1).max(120).nullable(),
  });
  api.post(
    '/api/registers/:register/undertaking-texts',
    {
      config: MANAGE,
      schema: {
        params: registerParams,
        body,
        response: { 200: z.object({ version: z.number() }) },
        summary: 'A new version, for the whole installation',
        tags,
      },
    },
    async (request) => {
      await refuseUnlessEverywhere(accounts, request);
      const { actor } = managingOf(request);
      return { version: await publishUndertakingText(accounts, { actor, ...request.body }) };
    },
  );
}

/** The text is everybody's, so whoever changes it administers every register. */
async function refuseUnlessEverywhere(
  accounts: ApiContext['accounts'],
  request: Parameters<typeof userOf>[0],
): Promise<void> {
  const managed = userOf(request).registers.filter((register) => mayUse(register, 'manage'));
  const { rows } = await accounts.query<{ n: number }>('select count(*)::int as n from notice.in_force');
  if (managed.length >= (rows[0]?.n ?? 0)) return;
  throw new ProblemError(
    'not-allowed',
    'The undertaking is the whole installation’s: who changes it administers every register.',
  );
}
