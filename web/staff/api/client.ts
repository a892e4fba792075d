/** Calls the API: one function, which adds the purpose, tells what went wrong in one form, and notices that a session has ended. */
import { useSyncExternalStore } from 'react';

export interface FieldProblem {
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

interface ProblemBody {
  readonly code: string;
  readonly status?: number;
  readonly detail?: string;
  readonly requestId?: string;
  readonly fields?: readonly FieldProblem[];
  readonly retryAt?: string;
}

/** An answer that is no success; `offline` means that there was none. */
export class ApiProblem extends Error {
  readonly code: string;
  readonly status: number;
  readonly detail: string;
  readonly requestId: string | undefined;
  readonly fields: readonly FieldProblem[];
  readonly retryAt: string | undefined;

  constructor(body: ProblemBody, options?: ErrorOptions) {
    super(body.code, options);
    this.name = 'ApiProblem';
    this.code = body.code;
    this.status = body.status ?? 0;
    this.detail = body.detail ?? '';
    this.requestId = body.requestId;
    this.fields = body.fields ?? [];
    this.retryAt = body.retryAt;
  }
}

export interface Call {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly body?: unknown;
  readonly purpose?: string | undefined;
  readonly signal?: AbortSignal;
  /** The same key with the same body gets the same answer: a write may be sent again after the line broke. */
  readonly idempotencyKey?: string;
}

const ENDED = new Set(['not-signed-in', 'session-ended']);

/** Resolves to the answer's body (undefined when there is none); throws `ApiProblem`. */
export async function call<Answer>(path: string, options: Call = {}): Promise<Answer> {
  const response = await send(path, options);
  const body = await bodyOf(response);
  if (response.ok) return body as Answer;
  const problem = new ApiProblem({ code: 'internal-error', status: response.status, ...(body as object) });
  // A wrong password is a 401 too, and ends nothing.
  if (ENDED.has(problem.code)) sayEnded(true);
  throw problem;
}

async function send(path: string, { method = 'GET', body, purpose, signal, idempotencyKey }: Call) {
  const headers = new Headers({ accept: 'application/json' });
  if (purpose !== undefined) headers.set('seloste-purpose', purpose);
  if (idempotencyKey !== undefined) headers.set('idempotency-key', idempotencyKey);
  if (method !== 'GET') headers.set('content-type', 'application/json');
  const content = method === 'GET' ? {} : { body: JSON.stringify(body ?? {}) };
  try {
    return await fetch(`/api${path}`, { method, headers, ...content, ...(signal && { signal }) });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new ApiProblem({ code: 'offline' }, { cause });
  }
}

async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // Something between us and the server answered with a page of its own.
    return {};
  }
}

const listeners = new Set<() => void>();
let ended = false;

/** A session that ended while a page was open; the page stays, and a dialog asks to sign in again. */
export function sayEnded(value: boolean): void {
  if (ended === value) return;
  ended = value;
  for (const listener of listeners) listener();
}

export const useSessionEnded = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => ended,
  );
