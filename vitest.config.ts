import {defineConfig} from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/setup.ts'],
    disableConsoleIntercept: true,
    testTimeout: 60_000,
    pool: 'forks',
    maxWorkers: '100%',
  },
})
