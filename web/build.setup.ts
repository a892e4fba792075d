/** The browser tests look at the app as it is built for people. */
import { buildWhenChanged } from './build.ts';

export async function setup(): Promise<void> {
  await buildWhenChanged();
}
