import { execFile, spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
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
const HEADER = 'Sukunimi;Etunimi;Sähköposti;Puhelin;Organisaatio';
/** Stands in every cell that is somebody's own, so that a search finds it wherever it leaks. */
const MARKER = 'Zyxmerkki';
const PEOPLE = `${HEADER}
${MARKER};Aino;aino.${MARKER}@example.test;040 123 4567;Esimerkki Oy
${MARKER};Eino;eino.${MARKER}@example.test;040 123 4568;Esimerkki Oy

${MARKER};Rikki;${MARKER}-ei-osoite;040 123 4569;Esimerkki Oy
`;

interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

describe('the story of a register by the command line', () => {
  let folder: string;
  let running: Running;
  let id = '';
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'seloste-journey-'));
    // The server keeps the database up; every command is a process of its own beside it.
    running = runServer({ ...readConfiguration({ SELOSTE_DATA: folder }), port: 0 }, makeLog('silent'));
    await running.ready;
  });
  afterAll(async () => {
    await running.stop();
    await rm(folder, { recursive: true });
  });

  const environment = () => ({ PATH: process.env.PATH, SELOSTE_DATA: folder });
  const seloste = (...parameters: string[]) =>
    new Promise<Outcome>((resolve) => {
      const options = { cwd: root, env: environment() };
      const child = execFile(
        process.execPath,
        ['cli/seloste.ts', ...parameters],
        options,
        (_error, out, err) => resolve({ code: child.exitCode ?? -1, out, err }),
      );
    });
  const people = (file: string, ...more: string[]) =>
    seloste(
      ...['import', file, ...REGISTER, '--source', 'registration', '--purpose', 'customer-care'],
      ...['--kind', 'customer-contact', '--json', ...more],
    );
  const permission = (verb: string, ...more: string[]) =>
    seloste('permission', verb, id, ...REGISTER, ...more);
  const show = async (purpose: string) => {
    const { code, out } = await seloste('subject', 'show', id, ...REGISTER, '--purpose', purpose, '--json');
    if (code !== 0) return { code, items: [], relationships: [] };
    const shown: { facts: { item: string }[]; relationships: { id: string }[] } = JSON.parse(out);
    return { code, items: shown.facts.map((fact) => fact.item).sort(), relationships: shown.relationships };
  };
  const HIDDEN = { code: 66, items: [] };

  it('publishes a new version, and refuses a file that is none', async () => {
    const text = await readFile(path.join(root, 'notices/media.yaml'), 'utf8');
    const next = path.join(folder, 'media.yaml');
    await writeFile(next, text.replace('updated: 2026-11-21', 'updated: 2026-11-22'));
    expect(await seloste('notice', 'publish', next)).toMatchObject({
      code: 0,
      out: expect.stringContaining('Version 2 of media-customers is in force'),
    });
    expect((await seloste('notice', 'publish', folder)).code).toBe(2);
  });

  it('imports a file, sets the bad row aside and tells its number in a spreadsheet', async () => {
    const file = path.join(folder, 'people.csv');
    await writeFile(file, PEOPLE);
    const rehearsed = JSON.parse((await people(file, '--dry-run')).out);
    expect(rehearsed).toMatchObject({ dryRun: true, added: 2, rejected: 1 });
    expect(await people(file)).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse((await people(file)).out)).toMatchObject({
      added: 0,
      joined: 2,
      rejected: 1,
      problems: [{ column: 'Sähköposti', problem: 'email-malformed', first: [5] }],
    });
  });

  it('repeats nothing of a file it cannot take', async () => {
    const file = path.join(folder, 'headerless.csv');
    await writeFile(file, PEOPLE.replace(`${HEADER}\n`, ''));
    for (const { code, out, err } of [await people(file), await people(folder)]) {
      expect(code).toBeGreaterThan(63);
      expect(code).not.toBe(70);
      expect(out + err).not.toContain(MARKER);
    }
  });

  it('finds the person and shows each purpose its own', async () => {
    const find = (purpose: string) =>
      seloste('subject', 'find', 'Aino', ...REGISTER, '--purpose', purpose, '--json');
    const found: { id: string; name: string }[] = JSON.parse((await find('customer-care')).out);
    expect(found.map(({ name }) => name)).toEqual([`${MARKER}, Aino`]);
    id = found[0]?.id ?? '';
    expect(JSON.parse((await find('electronic-marketing')).out)).toEqual([]);
    expect((await show('customer-care')).items).toEqual([
      'email',
      'name',
      'organisation-represented',
      'phone',
    ]);
    expect(await show('electronic-marketing')).toMatchObject(HIDDEN);
  });

  it('opens by consent, for its channel, and closes by withdrawal', async () => {
    const consent = ['--for', 'electronic-marketing', '--channel', 'email', '--language', 'fi'];
    expect((await permission('give', ...consent)).code).toBe(64);
    expect((await permission('give', ...consent, '--proof', 'form', '--expires', 'soon')).code).toBe(65);
    expect((await permission('give', ...consent, '--proof', 'form')).code).toBe(0);
    const opened = await show('electronic-marketing');
    expect(opened.items).toContain('email');
    expect(opened.items).not.toContain('phone');
    expect((await permission('withdraw', '--for', 'electronic-marketing')).code).toBe(0);
    expect(await show('electronic-marketing')).toMatchObject(HIDDEN);
  });

  it('closes by ban, objection and restriction, each only what it is about', async () => {
    expect((await permission('ban', '--for', 'direct-advertising')).code).toBe(0);
    expect((await permission('object', '--for', 'development')).code).toBe(0);
    expect((await permission('restrict', '--item', 'phone', '--allow', 'gossip')).code).toBe(65);
    expect((await permission('restrict', '--item', 'phone')).code).toBe(0);
    expect(await show('direct-advertising')).toMatchObject(HIDDEN);
    expect(await show('development')).toMatchObject(HIDDEN);
    expect((await show('customer-care')).items).toEqual(['email', 'name', 'organisation-represented']);
  });

  it('ends a relationship: what only it opened closes, what outlives it does not', async () => {
    const { relationships } = await show('market-research');
    const end = (relationship: string) =>
      seloste(
        ...['relationship', 'end', id, ...REGISTER, '--purpose', 'customer-care'],
        ...['--relationship', relationship],
      );
    expect((await end(id)).code).toBe(66);
    expect((await end(relationships[0]?.id ?? '')).code).toBe(0);
    expect(await show('market-research')).toMatchObject(HIDDEN);
    expect((await show('customer-care')).code).toBe(0);
  });

  it('ends quietly when the reader of its output has gone', async () => {
    const child = spawn(
      process.execPath,
      ['cli/seloste.ts', 'notice', 'explain', 'notices/media.yaml', '--item', 'email'],
      {
        cwd: root,
        env: environment(),
      },
    );
    child.stdout.destroy();
    let err = '';
    child.stderr.on('data', (chunk) => {
      err += String(chunk);
    });
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(0);
    expect(err).toBe('');
  });

  it('is in order afterwards, and the data folder holds nobody in clear outside its database and rejects', async () => {
    expect((await seloste('doctor')).code).toBe(0);
    const written = (await readdir(folder, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
      .filter((name) => !/^(database|imports.rejects)|\.csv$/.test(name));
    for (const name of written)
      expect(await readFile(path.join(folder, name), 'latin1'), name).not.toContain(MARKER);
    const logs = (await readdir(path.join(folder, 'database'), { recursive: true })).filter((name) =>
      /\.log$/.test(name),
    );
    for (const name of logs)
      expect(await readFile(path.join(folder, 'database', name), 'latin1'), name).not.toContain(MARKER);
  });
});
