// Gives the worker two engines: an early one, which can do what a healthy cluster does in its first seconds, and the
// whole one, which is fetched once the picture moves and takes over (`src/worker/early-host.ts`). The early engine is
// the whole one without the branches and functions that never ran while those seconds were played many times over
// (`early-cut.mjs`). Whoever gets to such a place all the same throws, and the whole engine takes over at once.
// Only the build does this; sources, tests and `npm run dev` know nothing of it.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { cut, findRegions, withCounters, withPureTables } from './early-cut.mjs'
import { root } from './install.mjs'

const EARLY = '?early'
const MISSING = 'virtual:missing'
const SOURCES = join(root, 'src')
const WORKER = join(SOURCES, 'worker')
const REHEARSAL = join(SOURCES, 'testing', 'cli', 'rehearsal.ts')

/** The Vite plugin for the worker's build. */
export function earlyEngine() {
  let planned = null
  const plan = () => (planned ??= makePlan())
  return {
    name: 'early-engine',
    apply: 'build',
    enforce: 'pre',
    async resolveId(source, importer) {
      if (source === MISSING) return `\0${MISSING}`
      if (source.endsWith(EARLY)) return source
      if (!importer?.endsWith(EARLY)) return null
      const found = await this.resolve(source, importer.slice(0, -EARLY.length), { skipSelf: true })
      return found?.id.startsWith(SOURCES) ? found.id + EARLY : found
    },
    async load(id) {
      if (id === `\0${MISSING}`) return missingCode
      if (id === join(WORKER, 'early-engine.ts')) return { code: entryCode, moduleType: 'ts' }
      if (!id.endsWith(EARLY)) return null
      const path = id.slice(0, -EARLY.length)
      const code = (await plan()).get(path) ?? readFileSync(path, 'utf8')
      // What only missing code would have used goes with it.
      return { code, moduleType: 'ts', moduleSideEffects: false }
    },
    generateBundle(_, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (!chunk.isEntry || chunk.imports.length === 0) continue
        this.error(`${chunk.fileName} must come alone, but fetches ${chunk.imports.join(', ')} along with it`)
      }
    },
  }
}

/** That something was missing is remembered: somebody may catch the error, but the world is spoilt all the same. */
const missingCode = `let met = false
export const missing = () => { met = true; throw new Error('The early engine has no such part') }
export const missed = () => met`

const entryCode = `import { EngineHost } from ${quoted(join(WORKER, 'engine-host.ts') + EARLY)}
import { lazySimulatorParts } from ${quoted(join(WORKER, 'lazy-simulator-parts.ts') + EARLY)}
import { missed, missing } from '${MISSING}'
export const earlyEngine = { createHost: (clock, send) => new EngineHost(lazySimulatorParts(missing), clock, send), missed }`

/** Of each module what the first seconds need of it, by its path. */
async function makePlan() {
  const modules = new Map()
  const ran = new Set()
  let regions = 0
  await play((path) => {
    const source = readFileSync(path, 'utf8')
    const found = findRegions(path, source).map((region) => ({ ...region, id: regions++ }))
    modules.set(path, { source, found })
    return withCounters(source, found, (id) => `globalThis.regionsThatRan.add(${id})`)
  }, ran)
  const plan = new Map()
  for (const [path, { source, found }] of modules) {
    const code = cut(source, found, (id) => ran.has(id), 'missing$()')
    plan.set(path, withPureTables(path, `import { missing as missing$ } from '${MISSING}'\n${code}`))
  }
  // What is left must be able to do all of it once more.
  await play((path) => plan.get(path), new Set())
  return plan
}

/** Plays the first seconds of many runs with sources as `change` makes them, and collects the regions that ran. */
async function play(change, regionsThatRan) {
  const folder = mkdtempSync(join(tmpdir(), 'rehearsal-'))
  const outfile = join(folder, 'rehearsal.mjs')
  const changed = {
    name: 'changed',
    setup({ onLoad, onResolve }) {
      onResolve({ filter: new RegExp(`^${MISSING}$`) }, () => ({ path: MISSING, namespace: 'missing' }))
      onLoad({ filter: /./, namespace: 'missing' }, () => ({ contents: missingCode, loader: 'js' }))
      onLoad({ filter: /\.ts$/ }, ({ path }) => (path === REHEARSAL ? null : { contents: change(path), loader: 'ts' }))
    },
  }
  globalThis.regionsThatRan = regionsThatRan
  try {
    await build({
      entryPoints: [REHEARSAL],
      outfile,
      bundle: true,
      format: 'esm',
      plugins: [changed],
      logLevel: 'error',
    })
    const { rehearse } = await import(pathToFileURL(outfile).href)
    rehearse()
  } finally {
    delete globalThis.regionsThatRan
    rmSync(folder, { recursive: true })
  }
}

function quoted(text) {
  return JSON.stringify(text)
}
