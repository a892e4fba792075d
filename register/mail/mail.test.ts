import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openMail } from './mail.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'seloste-outbox-'));
});
afterEach(() => rm(folder, { recursive: true }));

const message = { to: 'aino@posti.example', subject: 'Hyvää päivää', text: 'Terve.\n', language: 'fi' };

describe('the outbox folder, without an SMTP server', () => {
  const open = () =>
    openMail({ smtpUrl: undefined, from: 'register@organisation.example' }, path.join(folder, 'outbox'));

  it('holds each message as a file that a mail program opens, for its owner alone', async () => {
    const mail = open();
    await mail.send(message);
    await mail.send(message);
    const names = await readdir(path.join(folder, 'outbox'));
    expect(names).toHaveLength(2);
    expect(names.every((name) => name.endsWith('.eml'))).toBe(true);
    const file = path.join(folder, 'outbox', names[0] ?? '');
    expect((await stat(file)).mode & 0o077).toBe(0);
    const text = await readFile(file, 'utf8');
    expect(text).toMatch(/^From: register@organisation\.example\r$/m);
    expect(text).toMatch(/^To: aino@posti\.example\r$/m);
    expect(text).toMatch(/^Content-Language: fi\r$/m);
  });

  it('keeps a line break in a subject from becoming a header (A32)', async () => {
    await open().send({ ...message, subject: 'Hei\r\nBcc: mallory@evil.example' });
    const [name = ''] = await readdir(path.join(folder, 'outbox'));
    expect(await readFile(path.join(folder, 'outbox', name), 'utf8')).not.toMatch(/^Bcc:/im);
  });

  it.each([
    'aino@posti.example\r\nBcc: m@evil.example',
    'a@posti.example, m@evil.example',
    '"a" <m@evil.example>',
    '',
  ])('sends nothing to what is not one plain address: %j (A33)', async (to) => {
    await expect(open().send({ ...message, to })).rejects.toMatchObject({ code: 'mail-not-sent' });
    await expect(readdir(path.join(folder, 'outbox'))).rejects.toThrow();
  });
});
