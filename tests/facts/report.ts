/** `npm run facts [-- --json]`: each fact with the tests that prove it; fails when a landed one has none. */
import process from 'node:process';
import { type FactWithTests, joinFacts, missingTests, readFacts, readTestTitles } from './facts.ts';

const facts = joinFacts(readFacts(), readTestTitles());
const missing = missingTests(facts);

if (process.argv.includes('--json')) {
  process.stdout.write(
    `${JSON.stringify(
      facts.map(({ fact, mark, tests }) => ({ fact, mark, tests })),
      null,
      2,
    )}\n`,
  );
} else {
  for (const fact of facts) process.stdout.write(describe(fact));
  const reached = facts.filter(({ tests }) => tests.length > 0).length;
  process.stdout.write(`\n${facts.length} facts, ${reached} reached, ${facts.length - reached} open\n`);
  if (missing.length > 0)
    process.stdout.write(`Landed without a test: ${missing.map(({ fact }) => fact).join(', ')}\n`);
}
if (missing.length > 0) process.exitCode = 1;

function describe({ fact, mark, text, tests }: FactWithTests): string {
  const state = tests.length === 0 ? 'open' : `${tests.length} tests`;
  return [
    `${fact.padEnd(6)} ${mark} ${state.padEnd(9)} ${text}`,
    ...tests.map((test) => `         ${test}`),
    '',
  ].join('\n');
}
