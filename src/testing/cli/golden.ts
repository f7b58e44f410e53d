/** `npm run golden -- [--update [--layout-only]] [--show RUN [--until T]] [--list]` */
import { ENGINE_VERSION } from '../../cli/engine-version.ts'
import { parseTime } from '../../engine/sim-time.ts'
import {
  compareHashes,
  currentHashes,
  describeDifference,
  keepHashes,
  keptHashes,
  refuseUpdate,
} from '../golden/golden-file.ts'
import { playGolden } from '../golden/golden-run.ts'
import { goldenRuns } from '../golden/golden-runs.ts'
import { argumentsOf, stop } from './arguments.ts'

const USAGE = `usage: npm run -s golden --                        compare every run with its golden hashes
       npm run -s golden -- --update               write them down anew, after ENGINE_VERSION was raised
       npm run -s golden -- --update --layout-only the same, when only the layout of state has changed
       npm run -s golden -- --show RUN --until 8s  what is to be seen in a run, line by line; diff it with another commit's
       npm run -s golden -- --list                 the names of the runs`

/** After these the rest is most likely of the same cause. */
const SHOWN = 12

const values = argumentsOf(
  {
    update: { type: 'boolean', default: false },
    'layout-only': { type: 'boolean', default: false },
    show: { type: 'string' },
    until: { type: 'string' },
    list: { type: 'boolean', default: false },
  },
  USAGE,
)

if (values.list) for (const { name } of goldenRuns()) console.log(name)
else if (values.show !== undefined) show(values.show, values.until)
else compare()

function show(name: string, until: string | undefined): void {
  const run = goldenRuns().find((each) => each.name === name)
  if (run === undefined) stop(`golden: there is no run '${name}'; --list names them`, USAGE)
  const untilUs = until === undefined ? run.endUs : parseTime(until)
  if (untilUs === null) stop(`golden: --until takes a time such as 12.481s, not '${until}'`, USAGE)
  const lines: string[] = []
  playGolden(run, untilUs, (line) => lines.push(line))
  console.log(lines.join('\n'))
}

function compare(): void {
  const actual = currentHashes()
  const kept = keptHashes()
  const differences = compareHashes(kept?.runs ?? {}, actual.runs)
  for (const difference of differences.slice(0, SHOWN)) console.log(describeDifference(difference))
  if (differences.length > SHOWN) console.log(`and ${differences.length - SHOWN} more`)
  console.log(
    `${Object.keys(actual.runs).length} runs, ${differences.length} differences from engine ${kept?.engineVersion ?? '(none)'}`,
  )
  if (!values.update) {
    process.exitCode = differences.length === 0 && kept?.engineVersion === ENGINE_VERSION ? 0 : 1
    return
  }
  const refusal = refuseUpdate(kept, ENGINE_VERSION, differences, values['layout-only'])
  if (refusal !== null) stop(`golden: ${refusal}`, USAGE)
  keepHashes(actual)
  console.log(`written: the golden hashes of engine ${ENGINE_VERSION}`)
}
