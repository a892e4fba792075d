/**
 * Writes the files that are made from code (`npm run generate`), or with `--check` says which are not what the code would
 * make. They are committed, so that reviewing their diff shows what a change does.
 */
import { readFile, writeFile } from 'node:fs/promises';
import process from 'node:process';
import { makeNoticeSchema } from '../compiler/read/json-schema.ts';
import { makeWordsPage } from '../compiler/read/words-page.ts';
import { makeEnforcement, makePolicies } from './enforcement.ts';
import { makeFindingsPage } from './findings-page.ts';
import { makeNoticesPage } from './notice-facts.ts';
import { makeProblemsPage } from './problems-page.ts';

type Generated = { file: string; make: () => string | Promise<string> };

/** One line per file. */
const generated: Generated[] = [
  { file: 'docs/problems.md', make: makeProblemsPage },
  { file: 'docs/findings.md', make: makeFindingsPage },
  { file: 'notices/notice.schema.json', make: makeNoticeSchema },
  { file: 'docs/notice-language/words.md', make: makeWordsPage },
  { file: 'notices/README.md', make: makeNoticesPage },
  ...(['postgresql', 'citus'] as const).flatMap((target) => [
    { file: `database/generated/policies.${target}.sql`, make: () => makePolicies(target) },
    {
      file: `database/generated/enforcement.consultancy-customers.${target}.sql`,
      make: () => makeEnforcement(target, 'consultancy-group.yaml'),
    },
  ]),
];

const root = new URL('../', import.meta.url);
const checkOnly = process.argv.includes('--check');
const stale: string[] = [];

for (const { file, make } of generated) {
  const text = await make();
  const present = await readFile(new URL(file, root), 'utf8').catch(() => undefined);
  if (present === text) continue;
  stale.push(file);
  if (!checkOnly) await writeFile(new URL(file, root), text);
}

const verb = checkOnly ? 'is not what the code makes: run "npm run generate" and commit it' : 'written';
for (const file of stale) process.stdout.write(`${file} ${verb}\n`);
if (checkOnly && stale.length > 0) process.exitCode = 1;
