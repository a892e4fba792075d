// The past of a person over HTTP: history of values, timeline, and who has looked.
import type { FastifyInstance } from 'fastify';
import type { Texts } from '../../compiler/model/text.ts';
import { ProblemError } from '../../platform/problems.ts';
import { mayUse, registerOf } from '../api/access.ts';
import { type Api, type ApiContext, apiOf } from '../api/api.ts';
import { makePage, pageQuery, readCursor } from '../api/page.ts';
import { registerIdParams } from '../api/values.ts';
import { requirePerson } from './fact.commands.ts';
import { type EventRow, isUndoable, listChanges, listEvents, listLooks } from './past.queries.ts';
import { historyAnswer, looksAnswer, timelineAnswer } from './people.schemas.ts';
import { namesOf } from './staff-names.ts';
import { type Asking, askingOf, kindByNo, sourceByNo, titledIn } from './words.ts';

const tags = ['people'];
const READ = { access: { verb: 'read' } } as const;
const PERSON = '/api/registers/:register/people/:id';

export function mountPast(server: FastifyInstance, context: ApiContext): void {
  const api = apiOf(server);
  mountHistory(api, context);
  mountTimeline(api, context);
  mountLooks(api, context);
}

const iso = (at: string | Date) => new Date(at).toISOString();

/** Throws `request-invalid` for a place no page gave. */
function placeOf(after: string | undefined): readonly (string | null)[] {
  const place = readCursor(after, 2);
  if (place[0] === null || !Number.isNaN(Date.parse(place[0] ?? ''))) return place;
  throw new ProblemError(
    'request-invalid',
    'The cursor “after” is not one of ours: start from the first page.',
  );
}

function mountHistory(api: Api, context: ApiContext): void {
  api.get(
    `${PERSON}/history`,
    {
      config: READ,
      schema: {
        params: registerIdParams,
        querystring: pageQuery,
        response: { 200: historyAnswer },
        summary: 'Values that were changed, newest first',
        tags,
      },
    },
    async (request) => {
      const asking = await askingOf(context, request);
      const { limit, after } = request.query;
      const wish = { subjectId: request.params.id, after: placeOf(after), limit };
      const changes = await listChanges(context.door, asking, wish);
      const names = await namesOf(
        context.accounts,
        changes.map(({ by }) => by),
      );
      const page = makePage(changes, limit, ({ at, id }) => [at, id]);
      const rows = page.rows.map((change) => {
        const item = asking.words.itemByNo.get(change.item_no);
        return {
          id: change.id,
          at: iso(change.at),
          by: (change.by && names.get(change.by)) || null,
          factId: change.row_id,
          item: item?.key ?? String(change.item_no),
          title: item?.title ?? {},
          before: before(change.before, asking),
          undoable: isUndoable(change, asking),
        };
      });
      return { rows, next: page.next };
    },
  );
}

/** The number of a source means nothing to who reads; its key does. */
function before(
  old: Readonly<Record<string, string | null>>,
  { words }: Asking,
): Record<string, string | null> {
  const { source_no: sourceNo, ...values } = old;
  return sourceNo ? { ...values, source: sourceByNo(words, Number(sourceNo)).key } : values;
}

function mountTimeline(api: Api, context: ApiContext): void {
  api.get(
    `${PERSON}/timeline`,
    {
      config: READ,
      schema: {
        params: registerIdParams,
        querystring: pageQuery,
        response: { 200: timelineAnswer },
        summary: 'What happened with a person, newest first',
        tags,
      },
    },
    async (request) => {
      const asking = await askingOf(context, request);
      const { limit, after } = request.query;
      const wish = { subjectId: request.params.id, after: placeOf(after), limit };
      const events = await listEvents(context.door, asking, wish);
      const names = await namesOf(
        context.accounts,
        events.map(({ by }) => by),
      );
      const page = makePage(events, limit, ({ at, id }) => [at, id]);
      const rows = page.rows.map((event) => ({
        id: event.id,
        kind: event.kind,
        at: event.kind.startsWith('relationship') ? (event.detail ?? '') : iso(event.at),
        title: titleOf(event, asking),
        detail: event.word,
        by: (event.by && names.get(event.by)) || null,
        mine: event.by !== null && event.by === asking.accountId,
      }));
      return { rows, next: page.next };
    },
  );
}

/** Of a permission the purpose it is about; of what else is there the item, kind or source. */
function titleOf({ kind, no, detail }: EventRow, { words }: Asking): Texts {
  if (kind === 'permission')
    return detail === null ? {} : (titledIn(words.notice.purposes, detail).title ?? {});
  if (no === null) return {};
  if (kind === 'recorded') return sourceByNo(words, no).title;
  return kind.startsWith('relationship') ? kindByNo(words, no).title : (words.itemByNo.get(no)?.title ?? {});
}

function mountLooks(api: Api, context: ApiContext): void {
  api.get(
    `${PERSON}/looks`,
    {
      config: READ,
      schema: {
        params: registerIdParams,
        response: { 200: looksAnswer },
        summary: 'Who has looked at the person, newest first; for those who handle people’s requests',
        tags,
      },
    },
    async (request) => {
      const asking = await askingOf(context, request);
      const { words, pass } = asking;
      const { id } = request.params;
      await context.door.enter({ pass, purpose: asking.purpose.key }, (entered) =>
        requirePerson(entered, id),
      );
      if (!mayUse(registerOf(request), 'read', 'rights')) {
        throw new ProblemError(
          'not-allowed',
          'Who has looked at a person is for those who handle people’s requests: it takes a task for the purpose “rights”.',
        );
      }
      const looks = await listLooks({ door: context.door, pass, registerId: words.registerId }, id);
      const rows = looks.map(({ at, purpose, verb, what, roles, member_of_staff: name }) => ({
        at: iso(at),
        purpose: titledIn(words.notice.purposes, purpose),
        verb,
        what,
        roles: [...roles],
        name,
      }));
      return { rows, next: null };
    },
  );
}
