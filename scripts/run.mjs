// node scripts/run.mjs <entry.ts> [arguments…]
//
// Runs a TypeScript program of this project headless: esbuild makes one file of it (a tenth of a second), which is then
// imported into this very process, so that stdin, arguments and exit code are the program's own. One plain file, and
// not a loader that rewrites each module, because the bench must measure the code that browsers run.
//
// Inside the bundle `import.meta.url` is the bundle's: programs find files from `process.cwd()`, the project's root.

import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureInstalled, root } from './install.mjs'

const [entry, ...args] = process.argv.slice(2)
if (entry === undefined || !existsSync(resolve(root, entry))) {
  console.error(
    entry === undefined ? 'usage: node scripts/run.mjs <entry.ts> [arguments…]' : `${entry}: no such program`,
  )
  process.exit(2)
}

ensureInstalled({ quiet: true })
const program = await bundle(entry)
process.chdir(root)
process.setSourceMapsEnabled(true)
process.argv = [process.argv[0], resolve(root, entry), ...args]
await import(pathToFileURL(program).href)

async function bundle(entryFile) {
  const { build } = await import('esbuild')
  const result = await build({
    absWorkingDir: root,
    entryPoints: [entryFile],
    bundle: true,
    write: false,
    outdir: '.cache/run',
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    sourcemap: 'linked',
    logLevel: 'error',
    jsx: 'automatic',
  }).catch(() => process.exit(1)) // esbuild has printed what is wrong.
  return store(basename(entryFile, '.ts'), result.outputFiles)
}

/** Named by content and moved into place whole, so that programs started at the same time cannot spoil each other. */
function store(name, files) {
  const directory = join(root, '.cache', 'run')
  mkdirSync(directory, { recursive: true })
  const map = files.find((file) => file.path.endsWith('.map'))
  const code = files.find((file) => file.path.endsWith('.js'))
  const hash = createHash('sha256').update(code.text).digest('hex').slice(0, 16)
  const target = join(directory, `${name}-${hash}.mjs`)
  if (existsSync(target)) return target
  dropOld(directory, name)
  put(`${target}.map`, map.text)
  put(target, code.text.replace(/\/\/# sourceMappingURL=.*\s*$/, `//# sourceMappingURL=${basename(target)}.map\n`))
  return target
}

function put(file, text) {
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, text)
  renameSync(draft, file)
}

/** An hour's grace: a long simulation may still read its source map. */
function dropOld(directory, name) {
  for (const file of readdirSync(directory)) {
    if (!file.startsWith(`${name}-`)) continue
    const path = join(directory, file)
    const modifiedMs = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()
    if (Date.now() - modifiedMs > 3_600_000) rmSync(path, { force: true })
  }
}
