import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const config = fileURLToPath(new URL('../.dependency-cruiser.json', import.meta.url));
const cruiser = fileURLToPath(
  new URL('../node_modules/dependency-cruiser/bin/dependency-cruiser.mjs', import.meta.url),
);

/** A house with one wall broken through in each room, and one room that is as it should be. */
const house: Record<string, string> = {
  'platform/problem.ts': `import type { Table } from '../database/table.ts';\nexport type P = Table;`,
  'compiler/pure.ts': `import { table } from '../database/table.ts';\nimport { readFileSync } from 'node:fs';\nexport const pure = [table, readFileSync];`,
  'database/table.ts': `export type Table = string;\nexport const table = 1;`,
  'database/door.ts': `import { person } from '../register/person.ts';\nexport const door = person;`,
  'register/person.ts': `export const person = 1;`,
  'register/page.ts': `export const page = () => import('../server/server.ts');`,
  'server/server.ts': `import { person } from '../register/person.ts';\nexport const server = person;`,
  'cli/command.ts': `import { server } from '../server/server.ts';\nexport const command = server;`,
  'web/kit/list.ts': `import { page } from '../staff/page.ts';\nexport const list = page;`,
  'web/staff/page.ts': `import { person } from '../../register/person.ts';\nexport const page = person;`,
  'web/staff/typed.ts': `import type { Person } from '../../register/typed.ts';\nexport type Typed = Person;`,
  'register/typed.ts': `export type Person = string;`,
  'tests/one.ts': `import { two } from './two.ts';\nexport type One = 1;\nexport const one = two;`,
  'tests/two.ts': `import type { One } from './one.ts';\nexport const two: One = 1;`,
};

describe('the boundaries of the rooms', () => {
  let folder: string;
  let said: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'seloste-house-'));
    for (const [file, text] of Object.entries(house)) {
      await mkdir(path.join(folder, path.dirname(file)), { recursive: true });
      await writeFile(path.join(folder, file), text);
    }
    await writeFile(path.join(folder, 'package.json'), '{"type":"module"}');
    const rooms = ['platform', 'compiler', 'database', 'register', 'server', 'cli', 'web', 'tests'];
    said = await new Promise((resolve) => {
      const parameters = [cruiser, '--config', config, '--output-type', 'err', ...rooms];
      execFile(process.execPath, parameters, { cwd: folder }, (_error, out) => resolve(out));
    });
  }, 60_000);
  afterAll(() => rm(folder, { recursive: true }));

  it.each([
    ['platform-stands-alone', 'platform/problem.ts → database/table.ts'],
    ['compiler-is-pure', 'compiler/pure.ts → database/table.ts'],
    ['compiler-does-no-input-or-output', 'compiler/pure.ts → fs'],
    ['database-is-below-the-register', 'database/door.ts → register/person.ts'],
    ['register-is-below-composition', 'register/page.ts → server/server.ts'],
    ['composition-stands-side-by-side', 'cli/command.ts → server/server.ts'],
    ['pages-know-only-types-of-the-register', 'web/staff/page.ts → register/person.ts'],
    ['the-kit-knows-no-app', 'web/kit/list.ts → web/staff/page.ts'],
    ['no-circles', 'tests/'],
  ])('hold %s', (rule, arrow) => {
    expect(said).toContain(`error ${rule}: ${arrow}`);
  });

  it('let the server use the register', () => {
    expect(said).not.toContain('server/server.ts → register');
  });

  it('let a page know the types of the register', () => {
    expect(said).not.toContain('web/staff/typed.ts →');
  });
});
