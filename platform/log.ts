/**
 * Structured logs: one JSON line per event on standard error, with a constant message and opaque ids as fields. Personal
 * data never goes in; a field that might hold some is left out rather than masked.
 */
import { type DestinationStream, destination, type Logger, pino } from 'pino';
import type { Configuration } from './configuration.ts';
import { ProblemError } from './problems.ts';

export type Log = Logger;

const STANDARD_ERROR = 2;

export function makeLog(
  level: Configuration['logLevel'],
  stream: DestinationStream = destination(STANDARD_ERROR),
): Log {
  return pino({ level, base: null, serializers: { err: describeError } }, stream);
}

/** An unknown error's message may quote what somebody typed, so only its kind, code and place in our code are logged. */
export function describeError(error: unknown): Record<string, unknown> {
  if (error instanceof ProblemError) return { code: error.code, detail: error.detail };
  if (!(error instanceof Error)) return { kind: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    kind: error.name,
    ...('code' in error ? { code: error.code } : {}),
    ...('constraint' in error ? { constraint: error.constraint } : {}),
    at: frames.slice(0, 8).map((line) => line.trim()),
  };
}
