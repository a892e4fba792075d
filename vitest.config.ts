import { defineConfig } from 'vitest/config';

// Pure tests need nothing. Tests with a database share one cluster (tests/cluster.setup.ts). What the database itself keeps is tried on
// the oldest PostgreSQL we support as well.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'pure',
          include: [
            '{platform,compiler,database,register,server,worker,cli,web,notices,tests,tools,bench}/**/*.test.ts',
          ],
          exclude: ['**/*.db.test.ts', '**/*.browser.test.ts', '**/node_modules/**'],
        },
      },
      {
        test: {
          name: 'database',
          include: [
            '{platform,compiler,database,register,server,worker,cli,notices,tests,tools,bench}/**/*.db.test.ts',
          ],
          globalSetup: ['./tests/cluster.setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['{server,tests}/**/*.browser.test.ts'],
          globalSetup: ['./tests/cluster.setup.ts', './web/build.setup.ts'],
          // Looking for faults on a dozen pages takes a slow machine minutes.
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        test: {
          name: 'floor',
          include: ['{database,register}/**/*.db.test.ts'],
          exclude: ['database/cluster/**', 'database/climb.db.test.ts', '**/node_modules/**'],
          globalSetup: ['./tests/floor.setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
