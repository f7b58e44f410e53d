// Writes down the first seconds of the default run, as the engine of these sources plays them, and gives them to the page
// in a file of their own (`src/worker/prologue/`). Only the build does this; tests and `npm run dev` know nothing of it.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { root } from './install.mjs'

const RECORDING = 'virtual:prologue'
const PLACE = join(root, 'src', 'worker', 'prologue', 'site-recording.ts')
const RECORDER = join(root, 'src', 'testing', 'cli', 'record-prologue.ts')

/** The Vite plugin for the page's build. */
export function prologue() {
  return {
    name: 'prologue',
    apply: 'build',
    enforce: 'pre',
    resolveId: (source) => (source === RECORDING ? `\0${RECORDING}` : null),
    async load(id) {
      if (id === PLACE) return `export const fetchRecording = () => import('${RECORDING}')`
      if (id !== `\0${RECORDING}`) return null
      // Text that is parsed is read faster than a program that spells the same out.
      return `export default JSON.parse(${JSON.stringify(JSON.stringify(await record()))})`
    },
  }
}

async function record() {
  const folder = mkdtempSync(join(tmpdir(), 'prologue-'))
  const outfile = join(folder, 'record-prologue.mjs')
  try {
    await build({
      entryPoints: [RECORDER],
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'node',
      logLevel: 'error',
    })
    const { recordPrologue } = await import(pathToFileURL(outfile).href)
    return recordPrologue()
  } finally {
    rmSync(folder, { recursive: true })
  }
}
