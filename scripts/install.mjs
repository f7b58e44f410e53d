// Brings node_modules level with package-lock.json, so that nobody has to run an install step by hand.
// Uses nothing but Node itself: it runs before any dependency is there.

import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** Whether the module of this address is the program that Node was asked to run. */
export function isMain(url) {
  return process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(url)
}

const oldestNode = [20, 19]
const installLimitMs = 15 * 60_000

/** @param {{ quiet?: boolean }} options `quiet`: says nothing unless the install fails. */
export function ensureInstalled({ quiet = false } = {}) {
  refuseOldNode()
  if (isInstalled()) return
  const release = takeTurn()
  try {
    // Another process may have installed while this one waited for its turn.
    if (!isInstalled()) install(quiet)
  } finally {
    release()
  }
}

function refuseOldNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const [oldestMajor, oldestMinor] = oldestNode
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return
  console.error(`Kafkascope needs Node ${oldestNode.join('.')} or newer; this is ${process.versions.node}.`)
  process.exit(1)
}

/**
 * npm leaves a copy of the lock file inside node_modules when an install has finished. Comparing the two needs no stamp
 * of our own, notices a lock file that changed, and also trusts an install the user ran. A module that was deleted since
 * is still in that copy, so each is looked for as well: a bundler would only say that it cannot resolve it.
 */
function isInstalled() {
  const installed = readPackages(join(root, 'node_modules', '.package-lock.json'))
  if (installed === undefined) return false
  const wanted = readPackages(join(root, 'package-lock.json')) ?? {}
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '' || entry.optional || entry.devOptional || entry.peer) return true
    return installed[path]?.version === entry.version && existsSync(join(root, path, 'package.json'))
  })
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages
  } catch {
    return undefined
  }
}

function install(quiet) {
  if (!quiet) console.log('Installing what Kafkascope needs (npm ci) …')
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
  // Output goes to stderr: stdout belongs to the program that runs afterwards.
  const stdio = quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 2, 2]
  const result = runNpm(args, { cwd: root, stdio, encoding: 'utf8', timeout: installLimitMs })
  if (result.status === 0) return
  if (quiet) console.error(`${result.stdout ?? ''}${result.stderr ?? ''}`)
  console.error(`npm ci failed${result.error ? `: ${result.error.message}` : ''}. Is this machine online?`)
  process.exit(1)
}

function runNpm(args, options) {
  const cli = process.env.npm_execpath
  if (cli?.endsWith('npm-cli.js')) return spawnSync(process.execPath, [cli, ...args], options)
  return spawnSync('npm', args, { ...options, shell: process.platform === 'win32' })
}

/** One install at a time: two at once would delete each other's node_modules. Returns the function that gives way. */
function takeTurn() {
  const turn = join(root, '.cache', 'installing')
  mkdirSync(dirname(turn), { recursive: true })
  const giveUpAt = Date.now() + installLimitMs
  while (Date.now() < giveUpAt) {
    try {
      mkdirSync(turn)
      writeFileSync(join(turn, 'pid'), String(process.pid))
      return () => rmSync(turn, { recursive: true, force: true })
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    if (!isHeld(turn)) rmSync(turn, { recursive: true, force: true })
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200)
  }
  console.error(`Another install seems to be stuck; remove ${turn} and try again.`)
  process.exit(1)
}

function isHeld(turn) {
  const pidFile = join(turn, 'pid')
  if (!existsSync(pidFile)) {
    // Between the holder's mkdir and its write; only an old directory without a pid was abandoned.
    const age = Date.now() - (statSync(turn, { throwIfNoEntry: false })?.mtimeMs ?? 0)
    return age < 5_000
  }
  try {
    process.kill(Number(readFileSync(pidFile, 'utf8')), 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
