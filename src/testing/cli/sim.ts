/**
 * `npm run sim -- --seed N [--events M] [--until T] [--profile P] [--commands] [--json]` plays one seed.
 *
 * `npm run sim -- --seeds HOW_MANY [--seed FIRST]` plays many in one process: it says which are broken, how far it is, and
 * at the end how many were. `--minutes T` ends it after so much time, with what it has got.
 */
import '../every-version.ts'

import { formatTime, parseTime } from '../../engine/sim-time.ts'
import { DEFAULT_PROFILE, profileNames, refuseProfile } from '../../kafka/profile/registry.ts'
import { EVENTS_OF_RUN, type RandomRunResult, randomRun, replayLine } from '../simulation/random-run.ts'
import { argumentsOf, stop, wholeNumber } from './arguments.ts'

const USAGE = `usage: npm run sim -- --seed N [--seeds HOW_MANY [--minutes T]] [--events M] [--until 12.481s] [--profile ${profileNames().join('|')}] [--commands] [--json]`

const values = argumentsOf(
  {
    seed: { type: 'string', default: '1' },
    seeds: { type: 'string', default: '1' },
    minutes: { type: 'string', default: '1000000' },
    events: { type: 'string' },
    until: { type: 'string' },
    profile: { type: 'string', default: DEFAULT_PROFILE },
    json: { type: 'boolean', default: false },
    commands: { type: 'boolean', default: false },
  },
  USAGE,
)

const refusal = refuseProfile(values.profile)
if (refusal !== null) stop(`sim: ${refusal}`, USAGE)
const untilUs = values.until === undefined ? Number.MAX_SAFE_INTEGER : parseTime(values.until)
if (untilUs === null) stop(`sim: --until takes a time such as 12.481s or 1500ms, not '${values.until}'`, USAGE)
const first = wholeNumber('sim', 'seed', values.seed, USAGE)
// Who names an instant means it, however many events it takes.
const events =
  values.events === undefined && values.until !== undefined
    ? Number.MAX_SAFE_INTEGER
    : wholeNumber('sim', 'events', values.events ?? String(EVENTS_OF_RUN), USAGE)
const count = wholeNumber('sim', 'seeds', values.seeds, USAGE)
const isBatch = count > 1 && !values.json
const PROGRESS_MS = 10_000

const startedMs = Date.now()
const endMs = startedMs + wholeNumber('sim', 'minutes', values.minutes, USAGE) * 60_000
let progressMs = startedMs
let played = 0
const broken: number[] = []
for (let seed = first; seed < first + count && Date.now() < endMs; seed++) {
  const result = randomRun({ seed, events, untilUs, profile: values.profile })
  played++
  if (result.violations.length > 0) broken.push(seed)
  if (!isBatch || result.violations.length > 0) print(result)
  if (isBatch && Date.now() - progressMs > PROGRESS_MS) {
    progressMs = Date.now()
    console.error(`${played} of ${count} seeds, ${broken.length} broken, ${secondsPerSeed()} s each`)
  }
}
if (isBatch) {
  const which = broken.length === 0 ? '' : `: ${broken.join(', ')}`
  const seeds = `seeds ${first} to ${first + played - 1} of ${values.profile}`
  console.log(`${played} seeds played, ${broken.length} broken${which} (${seeds}, ${secondsPerSeed()} s each)`)
}
process.exitCode = broken.length === 0 ? 0 : 1

function secondsPerSeed(): string {
  return ((Date.now() - startedMs) / 1_000 / Math.max(1, played)).toFixed(2)
}

function print(result: RandomRunResult): void {
  if (values.json) {
    const { seed, events: executed, invariantsChecked, violations, hash, told, lostUncleanly } = result
    console.log(JSON.stringify({ seed, events: executed, invariantsChecked, violations, hash, told, lostUncleanly }))
    return
  }
  if (values.commands)
    for (const { atUs, command } of result.commands) console.log(`${formatTime(atUs)} ${JSON.stringify(command)}`)
  for (const violation of result.violations) {
    console.log(`${violation.rule}: ${violation.message}, at ${formatTime(violation.atUs)} (event ${violation.event})`)
    console.log(`replay: ${replayLine(result)}`)
  }
  if (result.uncleanElections > 0)
    console.log(
      `seed ${result.seed}: ${result.lostUncleanly} committed records went with unclean elections of ${result.uncleanElections} partitions`,
    )
  console.log(
    `seed ${result.seed}: ${result.events} events, ${result.invariantsChecked} checks, ${result.violations.length} violations, hash ${result.hash}`,
  )
}
