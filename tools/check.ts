/** `npm run check`: the one command for people, hooks and the build server that needs no test runner. */
import process from 'node:process';
import { runSteps } from './steps.ts';

const results = await runSteps();
if (results.some((result) => !result.ok)) process.exitCode = 1;
