// A Vite plugin for what the build makes by running these sources: a module of the page is replaced by one that fetches it.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'

/**
 * `place` is the module that is replaced, by `placed`, which is given what a part of what was made is called as a module;
 * `entry` is bundled and run, and `make` gets its exports and returns the parts, each of which survives JSON.
 */
export function builtByRunning({ name, place, placed, entry, make }) {
  const prefix = `virtual:${name}-`
  let parts = null
  return {
    name,
    apply: 'build',
    enforce: 'pre',
    resolveId: (source) => (source.startsWith(prefix) ? `\0${source}` : null),
    async load(id) {
      if (id === place) return placed((part) => prefix + part)
      if (!id.startsWith(`\0${prefix}`)) return null
      parts ??= bundled(entry).then(make)
      const part = (await parts)[id.slice(1 + prefix.length)]
      // Text that is parsed is read faster than a program that spells the same out.
      return `export default JSON.parse(${JSON.stringify(JSON.stringify(part))})`
    },
  }
}

async function bundled(entry) {
  const folder = mkdtempSync(join(tmpdir(), 'built-by-running-'))
  const outfile = join(folder, 'bundle.mjs')
  try {
    await build({ entryPoints: [entry], outfile, bundle: true, format: 'esm', platform: 'node', logLevel: 'error' })
    return await import(pathToFileURL(outfile).href)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
