/** Out, and nothing of what was on the screen stays in the browser's memory: the page is loaded anew. */
import { call } from '../api/client.ts';

export async function signOut(): Promise<void> {
  await call('/session', { method: 'DELETE' });
  location.assign('/staff/sign-in');
}
