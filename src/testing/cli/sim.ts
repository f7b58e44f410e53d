/** `npm run sim -- --seed N [--events M] [--until T] [--profile P] [--json]` */
import { parseArgs } from 'node:util'
import { formatTime, parseTime } from '../../engine/sim-time.ts'
import { type RandomRunResult, randomRun, replayLine } from '../simulation/random-run.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    seeds: { type: 'string' },
    events: { type: 'string', default: '20000' },
    until: { type: 'string' },
    profile: { type: 'string', default: 'kafka-4' },
    json: { type: 'boolean', default: false },
    commands: { type: 'boolean', default: false },
  },
})

if (values.profile !== 'kafka-4') {
  console.error(`There is no profile ${values.profile} here yet; kafka-4 is.`)
  process.exit(2)
}
const untilUs = values.until === undefined ? Number.MAX_SAFE_INTEGER : parseTime(values.until)
const first = Number(values.seed ?? '1')
const events = Number(values.events)
const count = Number(values.seeds ?? '1')
if (![first, events, count].every(Number.isSafeInteger) || untilUs === null) {
  console.error('usage: npm run sim -- --seed N [--seeds HOW_MANY] [--events M] [--until 12.481s] [--json]')
  process.exit(2)
}

let failed = 0
for (let seed = first; seed < first + count; seed++) {
  const result = randomRun({ seed, events, untilUs })
  if (result.violations.length > 0) failed++
  print(result)
}
process.exitCode = failed === 0 ? 0 : 1

function print(result: RandomRunResult): void {
  if (values.json) {
    const { seed, events: executed, invariantsChecked, violations, hash } = result
    console.log(JSON.stringify({ seed, events: executed, invariantsChecked, violations, hash }))
    return
  }
  if (values.commands) for (const { atUs, command } of result.commands) console.log(`${formatTime(atUs)} ${JSON.stringify(command)}`)
  for (const violation of result.violations) {
    console.log(`${violation.rule}: ${violation.message}, at ${formatTime(violation.atUs)} (event ${violation.event})`)
    console.log(`replay: ${replayLine(result)}`)
  }
  console.log(`seed ${result.seed}: ${result.events} events, ${result.invariantsChecked} checks, ${result.violations.length} violations, hash ${result.hash}`)
}
