import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfiguration } from '../../platform/configuration.ts';
import { makeLog } from '../../platform/log.ts';
import { type Running, runServer } from '../../server/run.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const REGISTER = ['--register', 'media-customers'];

interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

describe('users by the command line', () => {
  let folder: string;
  let running: Running;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'seloste-users-'));
    running = runServer({ ...readConfiguration({ SELOSTE_DATA: folder }), port: 0 }, makeLog('silent'));
    await running.ready;
  });
  afterAll(async () => {
    await running.stop();
    await rm(folder, { recursive: true });
  });

  const seloste = (...parameters: string[]) =>
    new Promise<Outcome>((resolve) => {
      const env = { PATH: process.env.PATH, SELOSTE_DATA: folder };
      const child = execFile(
        process.execPath,
        ['cli/seloste.ts', ...parameters],
        { cwd: root, env },
        (_error, out, err) => resolve({ code: child.exitCode ?? -1, out, err }),
      );
    });

  it('CG.40 ME.15 are invited by name, given roles with a reason, and shown with both', async () => {
    const roles = await seloste('role', 'list', ...REGISTER);
    expect(roles.out).toMatch(/^owner {2}Owner {2}0 users$/m);
    expect(roles.out).toMatch(/administer: manage$/m);
    const invited = await seloste(
      'user',
      'invite',
      'Maija@user.example',
      ...REGISTER,
      '--name',
      'Maija Meikäläinen',
      '--role',
      'member',
      '--reason',
      'new in sales',
    );
    expect([invited.err, invited.code]).toEqual(['', 0]);
    const [mail = ''] = await readdir(path.join(folder, 'outbox'));
    expect(await readFile(path.join(folder, 'outbox', mail), 'utf8')).toContain('maija@user.example');
    await seloste(
      'user',
      'give-role',
      'maija@user.example',
      ...REGISTER,
      '--role',
      'manager',
      '--reason',
      'deputy',
    );
    const listed = await seloste('user', 'list', ...REGISTER);
    expect(listed.out).toContain(
      'maija@user.example  Maija Meikäläinen  invited  manager, member; no undertaking',
    );
    const shown = JSON.parse(
      (await seloste('user', 'roles', 'maija@user.example', ...REGISTER, '--json')).out,
    ) as object[];
    expect(shown).toMatchObject([
      { role: 'manager', reason: 'deputy', grantedBy: `${os.userInfo().username} at the command line` },
      { role: 'member', reason: 'new in sales' },
    ]);
  });

  it('RE.17 can have their undertaking of paper put on record, with a day that has come', async () => {
    const record = (day: string) =>
      seloste(
        'user',
        'record-undertaking',
        'maija@user.example',
        ...REGISTER,
        '--document',
        'contract of employment, folder 7',
        '--on',
        day,
      );
    expect((await record('2126-01-01')).code).toBe(65);
    expect((await record('2026-01-15')).code).toBe(0);
    expect((await seloste('user', 'list', ...REGISTER)).out).toContain('undertaking 2026-01-15');
  });

  it('CG.37 lose their access at once, and the list says how long their data is kept', async () => {
    await seloste(
      'user',
      'invite',
      'eero@user.example',
      ...REGISTER,
      '--name',
      'Eero',
      '--role',
      'owner',
      '--reason',
      'owner',
    );
    const removed = await seloste(
      'user',
      'remove-access',
      'maija@user.example',
      ...REGISTER,
      '--reason',
      'left the house',
    );
    expect(removed.out).toMatch(/kept until 20\d\d-12-31/);
    const ended = await seloste('user', 'list', ...REGISTER, '--state', 'ended');
    expect(ended.out).toMatch(
      /maija@user\.example .* ended {2}no role; undertaking 2026-01-15; kept until 20\d\d-12-31/,
    );
    const last = await seloste(
      'user',
      'remove-access',
      'eero@user.example',
      ...REGISTER,
      '--reason',
      'a mistake',
    );
    expect([last.code, last.err]).toEqual([77, expect.stringContaining('Nobody would be left')]);
  });

  it('that are not there, and registers that are not, are told with what there is', async () => {
    const nobody = await seloste(
      'user',
      'take-role',
      'nobody@user.example',
      ...REGISTER,
      '--role',
      'member',
      '--reason',
      'a test',
    );
    expect([nobody.code, nobody.err]).toEqual([66, expect.stringContaining('user list')]);
    const nowhere = await seloste('user', 'list', '--register', 'nowhere');
    expect(nowhere.err).toContain('media-customers');
  });

  it('can be let in by a link of the server’s administrator', async () => {
    const link = await seloste('user', 'sign-in-link', 'eero@user.example');
    expect(link.out).toMatch(/^http\S+\/staff\/welcome#\S+\n$/);
  });
});
