import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

const houseRules = 'src/tidy.test.ts'
const domTests = ['src/view/**/*.test.{ts,tsx}', 'src/embed/**/*.test.{ts,tsx}', 'src/main.test.tsx']

export default defineConfig({
  test: {
    // Whole cluster stories run in one test, on machines of any speed.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: { name: 'tidy', environment: 'node', include: [houseRules] },
      },
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          include: ['src/**/*.test.{ts,tsx}', 'conformance/**/*.test.ts'],
          exclude: [...domTests, houseRules],
        },
      },
      {
        extends: true,
        plugins: [react()],
        test: {
          name: 'dom',
          environment: 'jsdom',
          include: domTests,
          setupFiles: ['src/testing/dom-setup.ts'],
        },
      },
    ],
  },
})
