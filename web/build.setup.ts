/** The browser tests look at the app as it is built for people. */
import { runBuild } from './run-build.ts';

export async function setup(): Promise<void> {
  if (!(await runBuild())) throw new Error('The staff app could not be built.');
}
