// node scripts/build.mjs: makes the static site in dist/.

import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ensureInstalled, isMain, root } from './install.mjs'
import { runTool } from './tools.mjs'

const inputs = [
  'src',
  'public',
  'index.html',
  'conformance/agreement.json',
  'vite.config.ts',
  'scripts/embed-script.mjs',
  'scripts/first-chunk.mjs',
  'scripts/prologue.mjs',
  'scripts/site-copy.mjs',
  'package-lock.json',
  'tsconfig.json',
]
const stamp = join(root, '.cache', 'build-of')

/** Builds whatever the state of dist/; returns whether that went well. */
export function build() {
  const hash = hashOfInputs()
  rmSync(stamp, { force: true })
  if (runTool('vite', ['build', '--logLevel', 'warn']) !== 0) return false
  mkdirSync(join(root, '.cache'), { recursive: true })
  writeFileSync(stamp, hash)
  return true
}

/** Goes by content and not by time, which a checkout of another branch turns back. */
export function isBuildStale() {
  if (!existsSync(join(root, 'dist', 'index.html')) || !existsSync(stamp)) return true
  return readFileSync(stamp, 'utf8') !== hashOfInputs()
}

function hashOfInputs() {
  const hash = createHash('sha256')
  for (const input of inputs) addToHash(hash, input)
  return hash.digest('hex')
}

function addToHash(hash, path) {
  const whole = join(root, path)
  const entries = readdirOrNone(whole)
  if (entries === undefined) {
    if (existsSync(whole)) hash.update(`${path}\0`).update(readFileSync(whole))
    return
  }
  for (const entry of entries.sort()) addToHash(hash, `${path}/${entry}`)
}

function readdirOrNone(path) {
  try {
    return readdirSync(path)
  } catch {
    return undefined
  }
}

if (isMain(import.meta.url)) {
  ensureInstalled()
  process.exit(build() ? 0 : 1)
}
