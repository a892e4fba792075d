import { describe, expect, it } from 'vitest';
import { describeError } from './log.ts';
import { ProblemError } from './problems.ts';

describe('an error in the log', () => {
  it('loses its message, which may quote what somebody typed', () => {
    const error = Object.assign(new Error('Key (email)=(maija@marker.example) already exists.'), {
      code: '23505',
      constraint: 'email_unique',
    });
    const described = describeError(error);
    expect(described).toMatchObject({ kind: 'Error', code: '23505', constraint: 'email_unique' });
    expect(JSON.stringify(described)).not.toContain('marker');
  });

  it('keeps the sentence of a problem we know', () => {
    const problem = new ProblemError('port-taken', 'Port 3000 is taken.');
    expect(describeError(problem)).toEqual({ code: 'port-taken', detail: 'Port 3000 is taken.' });
  });

  it('says only the kind of what is no error', () => {
    expect(describeError('maija@marker.example')).toEqual({ kind: 'string' });
  });
});
