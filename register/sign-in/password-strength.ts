// Whether a password may be used: long enough, and not one that is tried first. The list of leaked passwords comes with the program;
// nothing is asked over the network.

import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';
import { ProblemError } from '../../platform/problems.ts';

const SHORTEST = 12;
export const LONGEST_PASSWORD = 256;
/** Of zxcvbn's 0–4: 3 withstands ten thousand million guesses. */
const STRONG = 3;
/** The estimate grows with the square of the length. */
const ESTIMATED_CHARACTERS = 100;

/** Beside the words of the person's own name and login. */
const UNKNOWN_CHARACTERS = 8;

let estimator: ZxcvbnFactory | undefined;
let leaked: ReadonlySet<string> | undefined;

/** Throws `password-weak`, whose field's code says how: `too-short`, `leaked`, `guessable`. `about`: what a guesser knows of the person. */
export function refuseWeakPassword(password: string, about: readonly string[]): void {
  const weakness = weaknessOf(password.normalize('NFKC'), about);
  if (!weakness) return;
  const fields = [{ path: 'password', code: weakness, message: MESSAGES[weakness] }];
  throw new ProblemError('password-weak', MESSAGES[weakness], { fields });
}

type Weakness = 'too-short' | 'leaked' | 'guessable';

const MESSAGES: Readonly<Record<Weakness, string>> = {
  'too-short': `A password has at least ${SHORTEST} characters. Several words in a row are easy to remember.`,
  leaked: 'This password is on lists of leaked passwords, which are tried first. Choose another.',
  guessable:
    'This password can be guessed. Add a word or two that have nothing to do with you or with each other.',
};

function weaknessOf(password: string, about: readonly string[]): Weakness | undefined {
  if ([...password].length < SHORTEST) return 'too-short';
  leaked ??= new Set(dictionary['passwords-common']);
  if (leaked.has(password.toLowerCase())) return 'leaked';
  estimator ??= new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
  const words = ['seloste', ...about.flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u))];
  const known = words.filter((word) => word.length > 2).toSorted((a, b) => b.length - a.length);
  if (isMostly(password.toLowerCase(), known)) return 'guessable';
  const { score } = estimator.check(password.slice(0, ESTIMATED_CHARACTERS), known);
  return score < STRONG ? 'guessable' : undefined;
}

/** Whether too little is left once the words are taken out that a guesser begins with. */
function isMostly(password: string, known: readonly string[]): boolean {
  const rest = known.reduce((left, word) => left.replaceAll(word, ''), password);
  return rest.length < password.length && rest.length < UNKNOWN_CHARACTERS;
}
