/** `npm test`: every check and every test; the last line says plainly how many passed and failed. */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { z } from 'zod';
import { runSteps } from './steps.ts';

const reportSchema = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  success: z.boolean(),
});

type Count = { passed: number; failed: number };

const steps = await runSteps();
const tests = await runTests(process.argv.slice(2));
const passed = steps.filter((step) => step.ok).length + tests.passed;
const failed = steps.filter((step) => !step.ok).length + tests.failed;
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;

async function runTests(parameters: string[]): Promise<Count> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'seloste-report-'));
  const file = path.join(folder, 'report.json');
  const flags = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const code = await run('vitest', [...flags, ...parameters]);
  const text = await readFile(file, 'utf8').catch(() => undefined);
  await rm(folder, { recursive: true });
  if (text === undefined) return { passed: 0, failed: 1 };
  const report = reportSchema.parse(JSON.parse(text));
  // A file that does not load or a set-up that fails counts no test, but it is a failure.
  const unseen = report.numFailedTests === 0 && (code !== 0 || !report.success) ? 1 : 0;
  return { passed: report.numPassedTests, failed: report.numFailedTests + unseen };
}

function run(program: string, parameters: string[]): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(program, parameters, { stdio: 'inherit', shell: process.platform === 'win32' });
    child.on('error', () => resolve(1));
    child.on('close', (code) => resolve(code ?? 1));
  });
}
