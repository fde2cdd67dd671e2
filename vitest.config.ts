import { defineConfig } from 'vitest/config';

/** Server tests that take their time: crashes, and the whole sample township. `npm test` runs them, `npm run check` does not. */
const trials = [
  'server/seed/load.test.ts',
  'server/src/basis/postgres/start-postgres.test.ts',
  'server/src/children/interrupted.test.ts',
];
const server = {
  testTimeout: 60_000,
  hookTimeout: 300_000,
  globalSetup: ['server/src/basis/testing-postgres.ts'],
};

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'domain', include: ['domain/src/**/*.test.ts', 'scripts/**/*.test.ts'], testTimeout: 60_000 } },
      { test: { ...server, name: 'server', include: ['server/**/*.test.ts'], exclude: trials } },
      { test: { ...server, name: 'trials', include: trials } },
      { test: { name: 'web', include: ['web/src/**/*.test.ts'] } },
      { test: { name: 'e2e', include: ['e2e/**/*.test.ts'], testTimeout: 300_000, hookTimeout: 300_000 } },
    ],
    allowOnly: false,
  },
});
