/** `seloste notice …`: mounts one module per verb on the noun. */
import type { Command } from 'commander';
import { registerCheck } from './check.ts';
import { registerCompare } from './compare.ts';
import { registerDue } from './due.ts';
import { registerExplain } from './explain.ts';
import { registerPublish } from './publish.ts';
import { registerRender } from './render.ts';

/** One line per verb, in the order `--help` shows them. */
const verbs: readonly ((notice: Command) => void)[] = [
  registerCheck,
  registerCompare,
  registerRender,
  registerExplain,
  registerDue,
  registerPublish,
];

export function registerNotice(program: Command): void {
  const notice = program.command('notice').description('Check, explain and publish notices.');
  for (const register of verbs) register(notice);
}
