import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'test/**/fixtures/**', 'test/cases/corpus/**'],
    // A cold start of ESLint with the TypeScript parser takes seconds on a small machine, and the runner of jscodeshift starts several processes.
    testTimeout: 120_000,
    // Most tests wait for processes of their own, so a core that is left free is wasted.
    maxWorkers: '100%',
  },
});
