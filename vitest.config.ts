import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

const houseRules = 'src/tidy.test.ts'
const tests = ['src/**/*.test.{ts,tsx}', 'conformance/**/*.test.ts']
const domTests = ['src/view/**/*.test.{ts,tsx}', 'src/embed/**/*.test.{ts,tsx}', 'src/main.test.tsx']

/** What changes modules for all that use them: others in their place, toys in their registries, a database that stays. */
const changesModules =
  /\bvi\.(mock|resetModules)\(|\bregister[A-Z]\w*\(|\btoy-(kind|profiles|terminal|tool)\b|ahead\/kafka-2\.5\b|\b(old-cluster|controllers-in-brokers)\b|\bhasProfile\b|fake-indexeddb/
/** Puts every version at hand, and nothing else: such files may share their modules, but with nobody who has them not. */
const hasEveryVersion = /\bevery-version\b/

const testFiles = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .map((path) => join('src', path).replaceAll('\\', '/'))
  .filter((path) => /\.test\.tsx?$/.test(path))
const contains = (path: string, what: RegExp) => what.test(readFileSync(path, 'utf8'))
const isOfPage = (path: string) => /^src\/(view|embed)\//.test(path)

const withVersions = testFiles.filter(
  (path) => contains(path, hasEveryVersion) && !contains(path, changesModules) && !isOfPage(path),
)
const apart = testFiles.filter(
  (path) => contains(path, changesModules) || (contains(path, hasEveryVersion) && !withVersions.includes(path)),
)

// Loading a file's modules takes longer than its tests do: files share them, but for those that change some.
const node = { environment: 'node' }
const dom = { environment: 'jsdom', setupFiles: ['src/testing/dom-setup.ts'] }

export default defineConfig({
  test: {
    // Whole cluster stories run in one test, on machines of any speed.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: '100%',
    projects: [
      { extends: true, test: { name: 'tidy', ...node, include: [houseRules] } },
      {
        extends: true,
        test: {
          name: 'node',
          ...node,
          isolate: false,
          include: tests,
          exclude: [...domTests, houseRules, ...apart, ...withVersions],
        },
      },
      {
        extends: true,
        test: { name: 'node-versions', ...node, isolate: false, include: withVersions, exclude: domTests },
      },
      {
        extends: true,
        test: { name: 'node-apart', ...node, include: apart, exclude: domTests },
      },
      {
        extends: true,
        plugins: [react()],
        test: {
          name: 'dom',
          ...dom,
          setupFiles: [...dom.setupFiles, 'src/testing/dom-shared-setup.ts'],
          isolate: false,
          include: domTests,
          exclude: apart,
        },
      },
      {
        extends: true,
        plugins: [react()],
        test: { name: 'dom-apart', ...dom, include: apart.filter(isOfPage) },
      },
    ],
  },
})
