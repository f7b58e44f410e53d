// Cuts the worker's script in two, function by function: what a healthy cluster does in its first seconds comes first,
// the rest in a second file, fetched once the picture moves (`src/worker/late-functions.ts` sees to that). Which function
// is which is found by playing those seconds. Only the build does this; sources, tests and `npm run dev` know nothing.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { parseSync } from 'vite'
import { root } from './install.mjs'

const LATE = '?late'
const SLOTS = 'virtual:late-slots'
const LATE_SIDE = 'virtual:late-side'
const LOADER = join(root, 'src', 'worker', 'late-side.ts')
const REHEARSAL = join(root, 'src', 'testing', 'cli', 'rehearsal.ts')

/** The Vite plugin for the worker's build. */
export function lateFunctions() {
  let planned = null
  const plan = () => (planned ??= makePlan())
  return {
    name: 'late-functions',
    apply: 'build',
    enforce: 'pre',
    async resolveId(source, importer) {
      if (source === SLOTS || source === LATE_SIDE) return `\0${source}`
      if (source.endsWith(LATE)) return source
      if (importer?.endsWith(LATE)) return this.resolve(source, importer.slice(0, -LATE.length), { skipSelf: true })
      return null
    },
    async load(id) {
      if (id === `\0${SLOTS}`) return slotsCode
      if (id === `\0${LATE_SIDE}`) return lateSideCode(await plan())
      if (id === LOADER) return loaderCode
      if (id.endsWith(LATE)) return { code: (await plan()).get(id.slice(0, -LATE.length)).late, moduleType: 'ts' }
      return (await plan()).has(id) ? { code: (await plan()).get(id).early, moduleType: 'ts' } : null
    },
  }
}

/** A call into an empty slot is remembered: somebody may catch the error, but the world is spoilt all the same. */
const slotsCode = `let missed = false
const none = { get() { missed = true; throw new Error('This function comes later') } }
export let slots = new Proxy({}, none)
export const fill = (functions) => { slots = functions }
export const wasMissed = () => missed`

const loaderCode = `import { fill, wasMissed } from '${SLOTS}'
export const lateSide = { fetch: async () => fill((await import('${LATE_SIDE}')).functions), missed: wasMissed }`

function lateSideCode(plan) {
  const imports = []
  const entries = []
  for (const [path, { functions }] of plan) {
    imports.push(
      `import { ${functions.map(({ name, slot }) => `${name} as ${slot}`).join(', ')} } from ${quoted(path + LATE)}`,
    )
    entries.push(...functions.map(({ slot }) => slot))
  }
  return `${imports.join('\n')}\nexport const functions = { ${entries.join(', ')} }`
}

/** Each module that has late functions: what stays of it, what comes late, and the slots through which they are called. */
async function makePlan() {
  const { called, paths } = await rehearse()
  const plan = new Map()
  let slots = 0
  for (const path of paths) {
    const module = readModule(path)
    const late = module.functions.filter(({ name }) => !called.has(`${path}#${name}`))
    if (late.length === 0) continue
    const functions = late.map((found) => ({ ...found, slot: `s${(slots++).toString(36)}` }))
    plan.set(path, { functions, early: earlyCode(module, functions), late: lateCode(module, path, functions) })
  }
  return plan
}

/** The module with every late function emptied: it hands over to its slot. */
function earlyCode({ source, exported }, functions) {
  let code = source
  for (const { start, end, name, slot } of functions.toReversed()) {
    const stub = `function ${name}(...given) { return lateSlots.${slot}(...given) }`
    code = code.slice(0, start) + stub + code.slice(end)
  }
  const kept = neededOfEarly({ exported }, functions).map((name) => `${name} as late_${name}`)
  return `import { slots as lateSlots } from '${SLOTS}'\n${code}\nexport { ${kept.join(', ')} }`
}

/** The late functions alone; whatever else of their module they use, they take from it. */
function lateCode({ source, imports, exported }, path, functions) {
  const kept = neededOfEarly({ exported }, functions).map((name) => `late_${name} as ${name}`)
  return [
    ...imports.map(({ start, end }) => source.slice(start, end)),
    `import { ${kept.join(', ')} } from ${quoted(path)}`,
    ...functions.map(({ start, end }) => `export ${source.slice(start, end)}`),
  ].join('\n')
}

/** Names at the top of the module that a late function mentions, but not the late functions themselves. */
function neededOfEarly({ exported }, functions) {
  const late = new Set(functions.map(({ name }) => name))
  const mentioned = new Set(functions.flatMap(({ words }) => [...words]))
  return exported.filter((name) => !late.has(name) && mentioned.has(name))
}

/** A module's functions and other values, by what stands at its top. */
function readModule(path) {
  const source = readFileSync(path, 'utf8')
  const { program } = parseSync(path, source)
  const functions = []
  const imports = []
  const exported = []
  const variables = []
  for (const statement of program.body) {
    if (statement.type === 'ImportDeclaration') imports.push(statement)
    const declared = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement
    if (declared?.type === 'FunctionDeclaration' && !declared.async && !declared.generator) {
      const { start, end } = declared
      const words = new Set(source.slice(start, end).match(/[\w$]+/g))
      functions.push({ name: declared.id.name, start, end, bodyStart: declared.body.start, words })
    }
    exported.push(...valuesOf(declared))
    if (declared?.type === 'VariableDeclaration' && declared.kind === 'let') variables.push(...valuesOf(declared))
  }
  // From another module a variable cannot be set, so what may set it stays with it.
  const movable = functions.filter(({ words }) => !variables.some((name) => words.has(name)))
  return { source, functions: movable, imports, exported }
}

function valuesOf(declared) {
  if (declared?.type === 'FunctionDeclaration' || declared?.type === 'ClassDeclaration') return [declared.id.name]
  if (declared?.type !== 'VariableDeclaration' || declared.declare) return []
  return declared.declarations.flatMap(({ id }) => (id.type === 'Identifier' ? [id.name] : []))
}

/** Plays the first seconds of many runs, every function noting that it was called. */
async function rehearse() {
  const folder = mkdtempSync(join(tmpdir(), 'rehearsal-'))
  const outfile = join(folder, 'rehearsal.mjs')
  const paths = []
  const noteCalls = {
    name: 'note-calls',
    setup({ onLoad }) {
      onLoad({ filter: /\.ts$/ }, ({ path }) => {
        if (!/^src\/(engine|kafka|cli|worker)\//.test(relative(root, path).split(sep).join('/'))) return null
        paths.push(path)
        const { source, functions } = readModule(path)
        let contents = source
        for (const { bodyStart, name } of functions.toReversed()) {
          const note = `;globalThis.calledFunctions.add(${quoted(`${path}#${name}`)});`
          contents = contents.slice(0, bodyStart + 1) + note + contents.slice(bodyStart + 1)
        }
        return { contents, loader: 'ts' }
      })
    },
  }
  const called = new Set()
  globalThis.calledFunctions = called
  try {
    await build({
      entryPoints: [REHEARSAL],
      outfile,
      bundle: true,
      format: 'esm',
      plugins: [noteCalls],
      logLevel: 'error',
    })
    const { rehearse: play } = await import(pathToFileURL(outfile).href)
    play()
  } finally {
    delete globalThis.calledFunctions
    rmSync(folder, { recursive: true })
  }
  return { called, paths: paths.sort() }
}

function quoted(text) {
  return JSON.stringify(text)
}
