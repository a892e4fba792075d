/** `seloste role list`: roles of a register with the tasks they are made of, in purposes and verbs (CG.40). */
import process from 'node:process';
import type { Command } from 'commander';
import { listRoles, listTasks, type Role, type Task } from '../../register/users/role.queries.ts';
import { withAdministration } from './user.ts';

export function registerRole(program: Command): void {
  program
    .command('role')
    .description('Roles of a register: sets of tasks.')
    .command('list')
    .description('List the roles with what their tasks let people do under which purposes.')
    .requiredOption('--register <key>', 'register')
    .action(async (_options: unknown, command: Command) => {
      const options = command.optsWithGlobals<{ register: string; json?: boolean }>();
      const [roles, tasks] = await withAdministration(options.register, ({ accounts, register }) =>
        Promise.all([listRoles(accounts, register.id), listTasks(accounts, register.id)]),
      );
      const text = roles.map((role) => describe(role, tasks)).join('\n');
      process.stdout.write(
        options.json ? `${JSON.stringify({ roles, tasks }, undefined, 2)}\n` : `${text}\n`,
      );
    });
}

function describe(role: Role, tasks: readonly Task[]): string {
  const title = role.title.en ?? Object.values(role.title)[0] ?? role.key;
  const lines = tasks
    .filter((task) => role.tasks.includes(task.key))
    .map((task) => {
      const purposes = task.purposes.join(', ');
      const items = task.items ? ', some of the data' : '';
      return `  ${task.key}: ${task.verbs.join(', ')}${purposes && ` for ${purposes}`}${items}`;
    });
  return [`${role.key}  ${title}  ${role.users} ${role.users === 1 ? 'user' : 'users'}`, ...lines].join('\n');
}
