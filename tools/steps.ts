/** The checks that need no test runner: format and lint, types, boundaries, dead code, generated files, facts. */
import { spawn } from 'node:child_process';
import process from 'node:process';

type Step = { name: string; command: string[] };
export type StepResult = { name: string; ok: boolean; output: string };

/** The rooms of the house that exist as code; boundaries are looked for in all of them. */
const rooms = [
  'platform',
  'compiler',
  'database',
  'register',
  'server',
  'cli',
  'web',
  'bench',
  'tests',
  'tools',
];

const steps: Step[] = [
  { name: 'format and lint', command: ['biome', 'check', '--error-on-warnings', '.'] },
  { name: 'types', command: ['tsc', '-p', '.'] },
  { name: 'boundaries', command: ['depcruise', '--config', '.dependency-cruiser.json', ...rooms] },
  { name: 'dead code', command: ['knip', '--no-progress'] },
  { name: 'generated files', command: ['node', 'tools/generate.ts', '--check'] },
  { name: 'facts of landed capabilities', command: ['node', 'tests/facts/report.ts'] },
];

/** One after the other: they are quick, and together they would only wait for the same two processors. */
export async function runSteps(): Promise<StepResult[]> {
  const results: StepResult[] = [];
  for (const step of steps) {
    const result = await runStep(step);
    process.stdout.write(
      `${result.ok ? 'ok   ' : 'WRONG'} ${result.name}\n${result.ok ? '' : result.output}`,
    );
    results.push(result);
  }
  return results;
}

function runStep({ name, command: [program = '', ...parameters] }: Step): Promise<StepResult> {
  return new Promise((resolve) => {
    const child = spawn(program, parameters, {
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    const chunks: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', (error) => resolve({ name, ok: false, output: `${error.message}\n` }));
    child.on('close', (code) =>
      resolve({ name, ok: code === 0, output: Buffer.concat(chunks).toString('utf8') }),
    );
  });
}
