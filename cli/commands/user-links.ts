/** `seloste user owner-link` and `sign-in-link`: one-time links for whoever runs the server; each is on record. */
import process from 'node:process';
import type { Command } from 'commander';
import { ProblemError } from '../../platform/problems.ts';
import type { SignInContext } from '../../register/sign-in/context.ts';
import { makeAccessLink, makeOwnerLink } from '../../register/sign-in/invitation.ts';
import { withSignIn } from '../../register/sign-in/sign-in.ts';
import { type CommandContext, withDatabase } from '../with-database.ts';

export function registerLinks(user: Command): void {
  user
    .command('owner-link')
    .description('Print the link of the first user, while nobody has signed in yet; earlier ones end.')
    .action(async (_options: unknown, command: Command) => {
      const link = await withDatabase((context) => signingIn(context, makeOwnerLink));
      if (!link)
        throw new ProblemError('owner-exists', 'Somebody is the owner already. Ask them to invite you.');
      printLink(command, link);
    });
  user
    .command('sign-in-link')
    .argument('<login>', 'e-mail address of the user')
    .description(
      'Print a link for a new password to somebody who cannot get in any more; hand it to them alone.',
    )
    .option('--forget-second-factors', 'they lost these too and begin anew')
    .action(async (login: string, _options: unknown, command: Command) => {
      const { forgetSecondFactors = false } = command.opts<{ forgetSecondFactors?: boolean }>();
      const link = await withDatabase((context) =>
        signingIn(context, (signIn) => makeAccessLink(signIn, { login, forgetSecondFactors })),
      );
      printLink(command, link);
    });
}

/** Throws `configuration-invalid` where there is no login of accounts, so nobody can sign in. */
export function signingIn<Result>(
  { configuration, database }: CommandContext,
  work: (context: SignInContext) => Promise<Result>,
): Promise<Result> {
  const { accountsUrl } = database;
  if (accountsUrl !== undefined) return withSignIn({ accountsUrl, configuration }, work);
  const detail = 'DATABASE_ACCOUNTS_URL is missing, so nobody can sign in.';
  throw new ProblemError('configuration-invalid', detail);
}

function printLink(command: Command, link: string): void {
  const { json } = command.optsWithGlobals<{ json?: boolean }>();
  process.stdout.write(json ? `${JSON.stringify({ link })}\n` : `${link}\n`);
}
