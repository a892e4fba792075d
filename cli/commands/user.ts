/** `seloste user …`: users of a register for the administrator of the server. The named person who types is on record (CG.40). */
import os from 'node:os';
import process from 'node:process';
import type { Command } from 'commander';
import { Option } from 'commander';
import { openPool } from '../../database/door/pool.ts';
import { invite } from '../../register/sign-in/invitation.ts';
import { normaliseLogin } from '../../register/sign-in/login.ts';
import type { Actor, RegisterName } from '../../register/users/actor.ts';
import { eraseEnded, findEnded } from '../../register/users/erase-ended.ts';
import { endRole, giveRole, removeAccess } from '../../register/users/grant.commands.ts';
import { inviteUser } from '../../register/users/invite.commands.ts';
import { findRegister } from '../../register/users/register.queries.ts';
import { recordPaperUndertaking } from '../../register/users/undertaking.ts';
import {
  getUser,
  getUserByLogin,
  listGrants,
  listUsers,
  type User,
} from '../../register/users/user.queries.ts';
import { type CommandContext, withDatabase } from '../with-database.ts';
import { registerLinks, signingIn } from './user-links.ts';

interface Options {
  readonly register: string;
  readonly reason: string;
  readonly json?: boolean;
}

type Administration = CommandContext & {
  readonly accounts: ReturnType<typeof openPool>;
  readonly register: RegisterName;
  readonly actor: Actor;
};

const PAGE = 200;
const PAGES_LIMIT = 500;

export function registerUser(program: Command): void {
  const user = program
    .command('user')
    .description('Who may use a register: list and invite people, give and take roles, remove access.');
  registerList(user);
  registerRoles(user);
  registerInvite(user);
  registerGiving(user);
  registerUndertaking(user);
  registerErasing(user);
  registerLinks(user);
}

export function withAdministration<Result>(
  register: string,
  work: (administration: Administration) => Promise<Result>,
): Promise<Result> {
  return withAccounts(async (context) => {
    const named = await findRegister(context.accounts, register);
    const actor = { accountId: null, name: `${os.userInfo().username} at the command line` };
    return work({ ...context, register: named, actor });
  });
}

type Accounts = Pick<Administration, 'accounts'> & CommandContext;

/** The owner's login of the database, as migrating uses it: a command works where nobody has set up signing in. */
function withAccounts<Result>(work: (context: Accounts) => Promise<Result>): Promise<Result> {
  return withDatabase(async (context) => {
    const accounts = openPool({ url: context.database.ownerUrl, connections: 1, pipelined: false });
    try {
      return await work({ ...context, accounts });
    } finally {
      await accounts.end();
    }
  });
}

function registerList(user: Command): void {
  user
    .command('list')
    .description(
      'List the users of a register with their roles; ended ones with how long their data is kept.',
    )
    .requiredOption('--register <key>', 'register')
    .addOption(new Option('--state <state>', 'which').choices(['current', 'ended', 'all']).default('current'))
    .action(async (_options: unknown, command: Command) => {
      const options = command.optsWithGlobals<Options & { state: 'current' | 'ended' | 'all' }>();
      const users = await withAdministration(options.register, (administration) =>
        listAll(administration, options.state),
      );
      print(options, users, users.map(lineOf).join('\n') || 'There are no such users.');
    });
}

async function listAll(
  { accounts, register }: Administration,
  state: 'current' | 'ended' | 'all',
): Promise<User[]> {
  const all: User[] = [];
  for (let page = 0; page < PAGES_LIMIT; page += 1) {
    const after = all.at(-1)?.login ?? null;
    const rows = await listUsers(accounts, register.id, { after, limit: PAGE, state });
    all.push(...rows.slice(0, PAGE));
    if (rows.length <= PAGE) return all;
  }
  return all;
}

function lineOf(user: User): string {
  const roles = user.roles.map((role) => role.key).join(', ') || 'no role';
  const waiting = user.waitingRoles.length > 0 ? `; waiting: ${user.waitingRoles.join(', ')}` : '';
  const signed = user.undertakingSignedOn ? `undertaking ${user.undertakingSignedOn}` : 'no undertaking';
  const kept = user.keptUntil ? `; kept until ${user.keptUntil}` : '';
  return `${user.login}  ${user.name}  ${user.state}  ${roles}${waiting}; ${signed}${kept}`;
}

function registerRoles(user: Command): void {
  user
    .command('roles')
    .argument('<login>', 'e-mail address of the user')
    .description('Show every role the user has or had: who gave it, when and why.')
    .requiredOption('--register <key>', 'register')
    .action(async (login: string, _options: unknown, command: Command) => {
      const options = command.optsWithGlobals<Options>();
      const grants = await withAdministration(options.register, async ({ accounts, register }) => {
        const { id } = await getUserByLogin(accounts, register.id, normaliseLogin(login));
        return listGrants(accounts, register.id, id);
      });
      const lines = grants.map((grant) => {
        const ended = grant.endedAt
          ? `; ended ${grant.endedAt} by ${grant.endedBy}: ${grant.endedBecause}`
          : '';
        return `${grant.role}  ${grant.grantedAt} by ${grant.grantedBy}: ${grant.reason}${ended}`;
      });
      print(options, grants, lines.join('\n') || 'The user has no role.');
    });
}

function registerInvite(user: Command): void {
  user
    .command('invite')
    .argument('<login>', 'e-mail address')
    .description('Make a personal user id and mail a one-time link to it.')
    .requiredOption('--register <key>', 'register')
    .requiredOption('--name <name>', 'name of the person')
    .requiredOption('--role <keys...>', 'roles, as “role list” shows them')
    .requiredOption('--reason <text>', 'why, for the record')
    .addOption(new Option('--language <tag>', 'what they read').choices(['fi', 'sv', 'en']).default('fi'))
    .action(async (login: string, _options: unknown, command: Command) => {
      type Inviting = Options & { name: string; role: string[]; language: 'fi' | 'sv' | 'en' };
      const options = command.optsWithGlobals<Inviting>();
      const invited = await withAdministration(options.register, async (administration) => {
        const { accounts, register, actor } = administration;
        const { name, language, role: roles, reason } = options;
        const { accountId, needsLink } = await inviteUser(accounts, {
          register,
          actor,
          reason,
          login,
          name,
          language,
          roles,
        });
        if (!needsLink) return { id: accountId, expiresAt: null };
        const { expiresAt } = await signingIn(administration, (context) =>
          invite(context, { accountId, invitedBy: null }),
        );
        return { id: accountId, expiresAt: expiresAt.toISOString() };
      });
      const { expiresAt } = invited;
      const said = expiresAt
        ? `Invited; the link is good until ${expiresAt}.`
        : 'They sign in already, and have the roles now.';
      print(options, invited, said);
    });
}

function registerGiving(user: Command): void {
  const verb = (name: string, description: string) =>
    user
      .command(name)
      .argument('<login>', 'e-mail address of the user')
      .description(description)
      .requiredOption('--register <key>', 'register')
      .requiredOption('--reason <text>', 'why, for the record');
  verb('give-role', 'Give a role to somebody who has one in any register.')
    .requiredOption('--role <key>', 'role')
    .action(async (login: string, _options: unknown, command: Command) => {
      const options = command.optsWithGlobals<Options & { role: string }>();
      await change(options, login, ({ accounts, register, actor }, accountId) =>
        giveRole(accounts, { register, actor, accountId, role: options.role, reason: options.reason }),
      );
      print(options, { granted: true }, 'The role is given.');
    });
  verb('take-role', 'Take a role; sessions that rest on it end at once.')
    .requiredOption('--role <key>', 'role')
    .action(async (login: string, _options: unknown, command: Command) => {
      const options = command.optsWithGlobals<Options & { role: string }>();
      await change(options, login, ({ accounts, register, actor }, accountId) =>
        endRole(accounts, { register, actor, accountId, role: options.role, reason: options.reason }),
      );
      print(options, { ended: true }, 'The role has ended.');
    });
  verb('remove-access', 'End every role in the register with its sessions and keys, at once.').action(
    async (login: string, _options: unknown, command: Command) => {
      const options = command.optsWithGlobals<Options>();
      const kept = await change(options, login, async ({ accounts, register, actor }, accountId) => {
        await removeAccess(accounts, { register, actor, accountId, reason: options.reason });
        return getUser(accounts, register.id, accountId);
      });
      print(options, kept, `The access has ended; the data of the user id is kept until ${kept.keptUntil}.`);
    },
  );
}

function change<Result>(
  { register }: Options,
  login: string,
  work: (administration: Administration, accountId: string) => Promise<Result>,
): Promise<Result> {
  return withAdministration(register, async (administration) => {
    const { id } = await getUserByLogin(administration.accounts, null, normaliseLogin(login));
    return work(administration, id);
  });
}

function registerUndertaking(user: Command): void {
  user
    .command('record-undertaking')
    .argument('<login>', 'e-mail address of the user')
    .description(
      'Record a confidentiality undertaking that was signed on paper: without one nobody gets access.',
    )
    .requiredOption('--register <key>', 'register')
    .requiredOption('--document <text>', 'which document and where it is')
    .requiredOption('--on <day>', 'when it was signed, such as 2026-11-21')
    .action(async (login: string, _options: unknown, command: Command) => {
      const options = command.optsWithGlobals<Options & { document: string; on: string }>();
      await change(options, login, ({ accounts, register, actor }, accountId) =>
        recordPaperUndertaking(accounts, {
          register,
          actor,
          accountId,
          document: options.document,
          signedOn: options.on,
        }),
      );
      print(options, { recorded: true }, 'The undertaking is on record.');
    });
}

function registerErasing(user: Command): void {
  user
    .command('erase-ended')
    .description(
      'Show the ended users whose data is past its last day (six calendar years); with --erase, erase who they were.',
    )
    .option('--erase', 'erase them; without it nothing is changed')
    .action(async (_options: unknown, command: Command) => {
      const options = command.optsWithGlobals<{ erase?: boolean; json?: boolean }>();
      const ended = await withAccounts(async ({ accounts }) => {
        const users = await findEnded(accounts, new Date());
        if (options.erase) await eraseEnded(accounts, users);
        return users;
      });
      const done = options.erase ? 'Erased.' : 'Nothing is erased without --erase.';
      const lines = ended.map((one) => `${one.login}  ${one.name}  kept until ${one.keptUntil}`);
      print(
        options,
        ended,
        [...lines, ended.length > 0 ? done : 'Nobody is past their last day.'].join('\n'),
      );
    });
}

function print({ json }: { json?: boolean }, data: unknown, text: string): void {
  process.stdout.write(json ? `${JSON.stringify(data, undefined, 2)}\n` : `${text}\n`);
}
