import { defineConfig } from 'vitest/config';

// Two projects: pure tests run in parallel at once; tests that need a database share one cluster (see tests/cluster.setup.ts).
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'pure',
          include: [
            '{platform,compiler,database,register,server,worker,cli,notices,tests,tools,bench}/**/*.test.ts',
          ],
          exclude: ['**/*.db.test.ts', '**/*.browser.test.ts', '**/node_modules/**'],
        },
      },
      {
        test: {
          name: 'database',
          include: [
            '{platform,compiler,database,register,server,worker,cli,notices,tests,tools,bench}/**/*.db.test.ts',
            '{server,tests}/**/*.browser.test.ts',
          ],
          globalSetup: ['./tests/cluster.setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
