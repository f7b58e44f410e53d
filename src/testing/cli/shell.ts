// npm run -s shell -- [--profile P] [--seed N] [--json] < script.sh
//
// Runs a script of shell commands on a fresh three-broker cluster and prints what a terminal would. With --json one
// object a command: {"command","stdout","stderr","exitCode"}. The exit code is that of the last command.

import '../every-version.ts'

import { readFileSync, writeSync } from 'node:fs'
import { simulatorModel } from '../../cli/model.ts'
import { loadMoreWords } from '../../i18n/index.ts'
import type { ClusterSpec } from '../../kafka/cluster/commands.ts'
import { DEFAULT_PROFILE, PROFILE_NAMES, type ProfileName } from '../../kafka/profile/properties-registry.ts'
import { refuseProfile } from '../../kafka/profile/registry.ts'
import { emptyCluster } from '../../scenarios/index.ts'
import { runScript } from '../headless-shell.ts'

const USAGE = `usage: npm run -s shell -- [--profile ${PROFILE_NAMES.join('|')}] [--seed N] [--json] < script.sh`

interface Options {
  readonly spec: ClusterSpec
  readonly seed: number
  readonly json: boolean
}

/** Exits with 2 where the arguments make no sense. */
function parseArguments(args: readonly string[]): Options {
  let profile: ProfileName = DEFAULT_PROFILE
  let seed = 1
  let json = false
  for (let index = 0; index < args.length; index++) {
    const [name = '', inline] = (args[index] ?? '').split(/=(.*)/s)
    if (name === '--json') json = true
    else if (name === '--help' || name === '-h') stop(USAGE, 0)
    else if (name === '--profile') profile = profileNamed(inline ?? args[++index] ?? '')
    else if (name === '--seed') seed = wholeNumber(inline ?? args[++index] ?? '')
    else stop(`shell: unknown argument ${name}\n${USAGE}`, 2)
  }
  return { spec: emptyCluster(profile), seed, json }
}

function profileNamed(text: string): ProfileName {
  return PROFILE_NAMES.find((name) => name === text) ?? stop(`shell: ${refuseProfile(text)}`, 2)
}

function wholeNumber(text: string): number {
  if (!/^\d{1,15}$/.test(text)) stop(`shell: --seed takes a whole number, not '${text}'`, 2)
  return Number(text)
}

function stop(message: string, exitCode: number): never {
  process.stderr.write(`${message}\n`)
  process.exit(exitCode)
}

/** Whole, also into a pipe that is full: process.stdout would lose the rest at exit. */
function write(descriptor: 1 | 2, text: string): void {
  const bytes = Buffer.from(text)
  for (let written = 0; written < bytes.length; ) {
    try {
      written += writeSync(descriptor, bytes, written)
    } catch (error) {
      const { code } = error as { readonly code?: string }
      if (code === 'EPIPE') process.exit(0)
      if (code !== 'EAGAIN') throw error
    }
  }
}

await loadMoreWords()
const options = parseArguments(process.argv.slice(2))
const world = simulatorModel.create(options.spec, options.seed)
const result = runScript(world, readFileSync(0, 'utf8'), {
  onCommand: ({ command, stdout, stderr, exitCode }) => {
    if (options.json) write(1, `${JSON.stringify({ command, stdout, stderr, exitCode })}\n`)
  },
  onOutput: (descriptor, text) => {
    if (!options.json) write(descriptor, text)
  },
})
process.exitCode = result.exitCode
