// npm run -s shell -- [--profile P] [--start S] [--seed N] [--json] [--no-hints] < script.sh
//
// Runs a script of shell commands on a fresh three-broker cluster (or whatever --start says) and prints what a terminal would. With --json one
// object a command: {"command","stdout","stderr","exitCode"}. The exit code is that of the last command. What the
// simulator says itself, and what it found wrong with the script, goes to standard error, in the language of LANG; with
// --no-hints only what a real machine would print is printed.

import '../every-version.ts'

import { readFileSync, writeSync } from 'node:fs'
import { repairBlock } from '../../cli/command-reading/repair-block.ts'
import { vocabularyOf } from '../../cli/command-reading/vocabulary.ts'
import { simulatorModel } from '../../cli/model.ts'
import { inOwnVoice, withoutOwnVoice } from '../../cli/own-voice.ts'
import { engineLines } from '../../i18n/engine-words.ts'
import { loadMoreWords, setLanguage, t } from '../../i18n/index.ts'
import type { ClusterSpec } from '../../kafka/cluster/commands.ts'
import { DEFAULT_PROFILE, PROFILE_NAMES, type ProfileName } from '../../kafka/profile/properties-registry.ts'
import { refuseProfile } from '../../kafka/profile/registry.ts'
import { bareMachine, emptyCluster, emptyMachine, oneBroker } from '../../scenarios/index.ts'
import { hintText } from '../../view/terminal/hint-text.ts'
import { helpInLanguage, terminalLines } from '../../view/terminal/terminal-words.ts'
import { runScript } from '../headless-shell.ts'

const CLUSTERS = {
  cluster: emptyCluster,
  'one-broker': oneBroker,
  'empty-machine': emptyMachine,
  'bare-machine': bareMachine,
} as const
const STARTS = Object.keys(CLUSTERS) as readonly (keyof typeof CLUSTERS)[]

const USAGE = `usage: npm run -s shell -- [--profile ${PROFILE_NAMES.join('|')}] [--start ${STARTS.join('|')}] [--seed N] [--json] [--no-hints] < script.sh`

interface Options {
  readonly spec: ClusterSpec
  readonly seed: number
  readonly json: boolean
  readonly hints: boolean
}

/** Exits with 2 where the arguments make no sense. */
function parseArguments(args: readonly string[]): Options {
  let profile: ProfileName = DEFAULT_PROFILE
  let start: keyof typeof CLUSTERS = 'cluster'
  let seed = 1
  let json = false
  let hints = true
  for (let index = 0; index < args.length; index++) {
    const [name = '', inline] = (args[index] ?? '').split(/=(.*)/s)
    if (name === '--json') json = true
    else if (name === '--no-hints') hints = false
    else if (name === '--help' || name === '-h') stop(USAGE, 0)
    else if (name === '--profile') profile = profileNamed(inline ?? args[++index] ?? '')
    else if (name === '--start') start = startNamed(inline ?? args[++index] ?? '')
    else if (name === '--seed') seed = wholeNumber(inline ?? args[++index] ?? '')
    else stop(`shell: unknown argument ${name}\n${USAGE}`, 2)
  }
  return { spec: CLUSTERS[start](profile), seed, json, hints }
}

function profileNamed(text: string): ProfileName {
  return PROFILE_NAMES.find((name) => name === text) ?? stop(`shell: ${refuseProfile(text)}`, 2)
}

function startNamed(text: string): keyof typeof CLUSTERS {
  return STARTS.find((name) => name === text) ?? stop(`shell: there is no start called ${text}\n${USAGE}`, 2)
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

/** Of whole lines only: what the simulator says itself is one. */
function lineFilter(pass: (lines: string) => void): { take(text: string): void; end(): void } {
  let rest = ''
  return {
    take(text) {
      const lines = rest + text
      const end = lines.lastIndexOf('\n') + 1
      rest = lines.slice(end)
      pass(withoutOwnVoice(lines.slice(0, end)))
    },
    end: () => pass(rest),
  }
}

/** What was wrong with the script itself, and what it meant. */
function tellSlips(script: string, profile: string): void {
  const { slips, meant } = repairBlock(script, vocabularyOf(profile))
  for (const slip of slips) write(2, engineLines(inOwnVoice(hintText(slip))))
  for (const line of meant) write(2, engineLines(inOwnVoice(t('terminal.offer.meantLine', { line }))))
}

await loadMoreWords()
if (/^ko/i.test(process.env.LC_ALL ?? process.env.LANG ?? '')) await setLanguage('ko')
const options = parseArguments(process.argv.slice(2))
const world = simulatorModel.create(options.spec, options.seed)
const script = readFileSync(0, 'utf8')
const errors = lineFilter((lines) => write(2, lines))
const result = runScript(world, script, {
  onCommand: ({ command, stdout, stderr, exitCode }) => {
    const said = options.hints ? stderr : withoutOwnVoice(stderr)
    if (options.json) write(1, `${JSON.stringify({ command, stdout, stderr: said, exitCode })}\n`)
  },
  onOutput: (descriptor, text) => {
    if (options.json) return
    if (descriptor === 2 && !options.hints) errors.take(text)
    else write(descriptor, descriptor === 2 ? terminalLines(text) : options.hints ? helpInLanguage(text) : text)
  },
})
errors.end()
if (options.hints) tellSlips(script, options.spec.profile)
process.exitCode = result.exitCode
