/** `npm run sim -- --seed N [--events M] [--until T] [--profile P] [--json]` */
import '../every-version.ts'

import { formatTime, parseTime } from '../../engine/sim-time.ts'
import { DEFAULT_PROFILE, profileNames, refuseProfile } from '../../kafka/profile/registry.ts'
import { type RandomRunResult, randomRun, replayLine } from '../simulation/random-run.ts'
import { argumentsOf, stop } from './arguments.ts'

const USAGE = `usage: npm run sim -- --seed N [--seeds HOW_MANY] [--events M] [--until 12.481s] [--profile ${profileNames().join('|')}] [--commands] [--json]`

const values = argumentsOf(
  {
    seed: { type: 'string', default: '1' },
    seeds: { type: 'string', default: '1' },
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
const first = wholeNumber('seed', values.seed)
// Who names an instant means it, however many events it takes.
const events =
  values.events === undefined && values.until !== undefined
    ? Number.MAX_SAFE_INTEGER
    : wholeNumber('events', values.events ?? '20000')
const count = wholeNumber('seeds', values.seeds)

let failed = 0
for (let seed = first; seed < first + count; seed++) {
  const result = randomRun({ seed, events, untilUs, profile: values.profile })
  if (result.violations.length > 0) failed++
  print(result)
}
process.exitCode = failed === 0 ? 0 : 1

function wholeNumber(option: string, text: string): number {
  if (!/^\d{1,15}$/.test(text)) stop(`sim: --${option} takes a whole number, not '${text}'`, USAGE)
  return Number(text)
}

function print(result: RandomRunResult): void {
  if (values.json) {
    const { seed, events: executed, invariantsChecked, violations, hash, lostUncleanly } = result
    console.log(JSON.stringify({ seed, events: executed, invariantsChecked, violations, hash, lostUncleanly }))
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
