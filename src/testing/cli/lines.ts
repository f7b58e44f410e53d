// npm run lines -- [--profile P] [--lines N] [--seed S]
//
// Types N random and damaged lines into terminals of fresh clusters, ten into each, and says what broke; the seed plays
// the same lines again. The last line says how many were typed and how many terminals broke.

import '../every-version.ts'

import fc from 'fast-check'
import { DEFAULT_PROFILE, PROFILE_NAMES } from '../../kafka/profile/properties-registry.ts'
import { refuseProfile } from '../../kafka/profile/registry.ts'
import { playLines, randomLine } from '../random-lines.ts'
import { argumentsOf, stop, wholeNumber } from './arguments.ts'

const USAGE = `usage: npm run lines -- [--profile ${PROFILE_NAMES.join('|')}] [--lines N] [--seed S]`
const LINES_OF_TERMINAL = 10

const values = argumentsOf(
  {
    profile: { type: 'string', default: DEFAULT_PROFILE },
    lines: { type: 'string', default: '5000' },
    seed: { type: 'string', default: '1' },
  },
  USAGE,
)
const profile =
  PROFILE_NAMES.find((name) => name === values.profile) ?? stop(`lines: ${refuseProfile(values.profile)}`, USAGE)
const terminals = Math.ceil(wholeNumber('lines', 'lines', values.lines, USAGE, 9) / LINES_OF_TERMINAL)
const seed = wholeNumber('lines', 'seed', values.seed, USAGE, 9)

const began = performance.now()
const arbitrary = fc.array(randomLine(profile), { minLength: LINES_OF_TERMINAL, maxLength: LINES_OF_TERMINAL })
let broken = 0
let slowest = { ms: 0, lines: [] as readonly string[] }
for (const lines of fc.sample(arbitrary, { seed, numRuns: terminals })) {
  const startedMs = performance.now()
  const wrong = attempt(lines)
  const ms = performance.now() - startedMs
  if (ms > slowest.ms) slowest = { ms, lines: lines.map(({ text }) => text) }
  if (wrong.length === 0) continue
  broken++
  console.log(`${wrong.join('\n')}\nafter ${JSON.stringify(lines.map(({ text }) => text))}`)
}
const seconds = ((performance.now() - began) / 1000).toFixed(1)
console.log(`the slowest terminal, ${slowest.ms.toFixed(0)} ms: ${JSON.stringify(slowest.lines)}`)
console.log(
  `${terminals * LINES_OF_TERMINAL} lines typed, ${broken} terminals broken (seed ${seed} of ${profile}, ${seconds} s)`,
)
process.exitCode = broken === 0 ? 0 : 1

function attempt(lines: Parameters<typeof playLines>[1]): string[] {
  try {
    return playLines(profile, lines)
  } catch (error) {
    return [error instanceof Error ? (error.stack ?? error.message) : String(error)]
  }
}
