// What is still missing before somebody is signed in. Only `ready` opens anything: the second factor where one is asked (CO.26), and
// the signed undertaking (RE.17, ME.15).
import type { SignInStep } from './signed-in.ts';

export interface Progress {
  readonly gaveSecondFactor: boolean;
  readonly hasSecondFactor: boolean;
  readonly asksSecondFactor: boolean;
  readonly hasUndertaking: boolean;
}

/** Who has a second factor gives it, also where nobody asks: else a stolen password would be enough after all. */
export function stepOf(progress: Progress): SignInStep {
  if (!progress.gaveSecondFactor && progress.hasSecondFactor) return 'second-factor';
  if (!progress.gaveSecondFactor && progress.asksSecondFactor) return 'enrol-second-factor';
  return progress.hasUndertaking ? 'ready' : 'undertaking';
}
