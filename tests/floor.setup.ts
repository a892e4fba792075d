/** The same cluster on the oldest PostgreSQL we support: what an organisation's own server may be. */
import type { TestProject } from 'vitest/node';
import { startTestCluster } from './cluster.setup.ts';

export function setup(project: TestProject): Promise<() => Promise<void>> {
  return startTestCluster(project, 15);
}
