/** `seloste notice publish FILE`: puts a notice in force with the next statement, and rewrites what has to be. */
import { readFile } from 'node:fs/promises';
import os from 'node:os';
import process from 'node:process';
import type { Command } from 'commander';
import { openDoor } from '../../../database/door/door.ts';
import type { PreparedDatabase } from '../../../database/prepare.ts';
import { type Published, publishNotice, rewriteAll } from '../../../database/publish/publish.ts';
import { checkSuccessor } from '../../../register/notices/succession.ts';
import { redateAll } from '../../../register/retention/due.ts';
import { openOperatorSession } from '../../../register/users/operator.ts';
import { withDatabase } from '../../with-database.ts';
import { readSoundNotice } from './source.ts';

export function registerPublish(notice: Command): void {
  notice
    .command('publish')
    .argument('<file>', 'notice to publish')
    .description('Put a notice in force: stored as a version, compiled, obeyed from the next statement on.')
    .action(async (file: string, _options: unknown, command: Command) => {
      const sound = await readSoundNotice(file);
      if (!sound) return;
      const text = await readFile(file, 'utf8');
      const published = await withDatabase(async ({ database }) => {
        await checkSuccessor(database.ownerUrl, text, file);
        const done = await publishNotice(database.ownerUrl, {
          notice: sound,
          text,
          publisher: os.userInfo().username,
        });
        if (done.rewrites) await rewriteAll(database.appUrl);
        if (done.changed) await dateAnew(database, sound.register);
        return done;
      });
      const { json } = command.optsWithGlobals<{ json?: boolean }>();
      process.stdout.write(
        json
          ? `${JSON.stringify(toData(sound.register, published))}\n`
          : `${describe(sound.register, published)}\n`,
      );
    });
}

/** New plans give new dates: in batches and resumable, as the operator. A register without people is done at once. */
async function dateAnew(database: PreparedDatabase, register: string): Promise<void> {
  const { ownerUrl, appUrl, directUrl } = database;
  const session = await openOperatorSession({ ownerUrl, register, login: os.userInfo().username });
  const door = openDoor({ url: appUrl, directUrl });
  try {
    await redateAll({ door, pass: session.pass, registerId: session.registerId });
  } finally {
    await Promise.all([door.close(), session.end()]);
  }
}

const toData = (register: string, { version, changed, rewrites }: Published) => ({
  register,
  version,
  changed,
  rewrites,
});

function describe(register: string, { version, changed, rewrites }: Published): string {
  if (!changed) return `This text is in force already as version ${version} of ${register}.`;
  const rewritten = rewrites ? ' The rows it concerns have been rewritten.' : '';
  return `Version ${version} of ${register} is in force.${rewritten} Read it at /notices/${register}.`;
}
