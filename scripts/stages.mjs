// The stages of `npm test` and `npm run check`. A stage returns how many of its tests passed and failed; one that has no
// tests to count (types, lint, build) counts as one.

import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from './build.mjs'
import { root } from './install.mjs'
import { runNode, runNodeAside, runTool } from './tools.mjs'

const reports = join(root, '.cache', 'reports')

/** Of each version. Fixed, so that what was red once stays found; beside them each run draws seeds that nobody has tried. */
const simulatedVersions = ['kafka-4', 'kafka-2.5']
const fixedSeeds = 50
const freshSeeds = Number(process.env.KAFKASCOPE_FRESH_SEEDS ?? 10)

const stages = {
  types: () => one(runTool('tsc', ['-p', 'tsconfig.json']) + runTool('tsc', ['-p', 'tsconfig.engine.json'])),
  lint: () => one(runTool('biome', ['check', '--error-on-warnings', '.'])),
  tidy: () => vitest('tidy', ['--project', 'tidy']),
  unit: () => vitest('unit', ['--project', '!tidy']),
  conformance: () => one(runNode([join(root, 'scripts/run.mjs'), 'src/testing/cli/conformance.ts'])),
  simulation: async () => sum(await Promise.all(simulatedVersions.map(simulate))),
  build: () => one(build() ? 0 : 1),
  e2e,
}

export const stageNames = Object.keys(stages)

export async function runStages(names) {
  const results = []
  for (const name of names) {
    console.log(`\n── ${name} ${'─'.repeat(Math.max(3, 70 - name.length))}`)
    const startedAt = Date.now()
    const { passed, failed, failures = [] } = await stages[name]()
    results.push({ name, passed, failed, failures, seconds: (Date.now() - startedAt) / 1000 })
    console.log(`${failed === 0 ? '✓' : '✗'} ${name}: ${passed} passed${failed > 0 ? ` and ${failed} failed` : ''}`)
  }
  return results
}

/** Prints what failed, the table and the last line, and ends the process. */
export function report(results) {
  const { passed, failed } = sum(results)
  console.log()
  // A log is often cut from the front: what failed is said once more where it cannot be missed.
  for (const { name, failures } of results) {
    for (const failure of failures) console.log(`✗ ${name}: ${failure}`)
  }
  for (const result of results) {
    const mark = result.failed === 0 ? '✓' : '✗'
    console.log(`${mark} ${result.name.padEnd(12)}${String(result.passed).padStart(6)} ${result.seconds.toFixed(1)} s`)
  }
  console.log(`\n${passed} passed, ${failed} failed`)
  process.exitCode = failed === 0 ? 0 : 1
}

function one(exitCode) {
  return exitCode === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

function sum(counts) {
  return {
    passed: counts.reduce((total, count) => total + count.passed, 0),
    failed: counts.reduce((total, count) => total + count.failed, 0),
    failures: counts.flatMap((count) => count.failures ?? []),
  }
}

function vitest(name, args) {
  const file = freshReport(name)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const exitCode = runTool('vitest', ['run', ...reporters, ...args])
  const found = readReport(file)
  const failures = failedTests(found)
  return honest({ passed: found?.numPassedTests ?? 0, failed: found?.numFailedTests ?? 0, failures }, exitCode)
}

/** The names of the tests that failed, each with the first lines of why; files that did not load as well. */
function failedTests(found) {
  return (found?.testResults ?? []).flatMap((file) => {
    const failed = file.assertionResults.filter((test) => test.status === 'failed')
    if (failed.length === 0 && file.status === 'failed') return [`${file.name}: ${firstLines(file.message)}`]
    return failed.map((test) => `${test.fullName}: ${firstLines(test.failureMessages[0])}`)
  })
}

function firstLines(message = '') {
  return message.split('\n').slice(0, 3).join('\n    ')
}

/** The versions side by side, each with all of its seeds in one process. */
async function simulate(profile) {
  const fresh = 1_000 + Math.floor(Math.random() * 2 ** 31)
  return sum([await playSeeds(profile, 1, fixedSeeds), await playSeeds(profile, fresh, freshSeeds)])
}

/** What is broken says by which command it is played again; of a process that died, which seeds it was given. */
async function playSeeds(profile, first, count) {
  const args = ['--profile', profile, '--seed', String(first), '--seeds', String(count)]
  console.log(`npm run sim -- ${args.join(' ')}`)
  const { exitCode, output } = await runNodeAside([join(root, 'scripts/run.mjs'), 'src/testing/cli/sim.ts', ...args])
  const failures = output.split('\n').flatMap((line) => (line.startsWith('replay: ') ? [line.slice(8)] : []))
  if (exitCode !== 0 && failures.length === 0) failures.push(`npm run sim -- ${args.join(' ')}`)
  return { passed: count - failures.length, failed: failures.length, failures }
}

async function e2e() {
  const { findBrowser } = await import('./find-browser.mjs')
  const browser = await findBrowser({ mayInstall: true })
  if (browser.path === undefined) {
    console.error(browser.problem)
    return one(1)
  }
  console.log(`browser: ${browser.path} (${browser.from})`)
  const file = freshReport('e2e')
  const exitCode = runTool('playwright', ['test', '--reporter=list,json'], {
    PLAYWRIGHT_CHROMIUM: browser.path,
    PLAYWRIGHT_JSON_OUTPUT_FILE: file,
  })
  const found = readReport(file)
  const stats = found?.stats
  if (stats?.flaky > 0) console.log(`⚠ ${stats.flaky} passed only at the second try; they are listed above as flaky`)
  const passed = (stats?.expected ?? 0) + (stats?.flaky ?? 0)
  return honest({ passed, failed: stats?.unexpected ?? 0, failures: failedJourneys(found?.suites ?? []) }, exitCode)
}

function failedJourneys(suites) {
  return suites.flatMap((suite) => [
    ...suite.specs.filter((spec) => !spec.ok).map((spec) => `${spec.file}:${spec.line} ${spec.title}`),
    ...failedJourneys(suite.suites ?? []),
  ])
}

/** A tool that failed without a failed test (a file that does not load, no test at all) still counts as one failure. */
function honest(counts, exitCode) {
  return exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts
}

function freshReport(name) {
  mkdirSync(reports, { recursive: true })
  const file = join(reports, `${name}.json`)
  rmSync(file, { force: true })
  return file
}

function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
}
