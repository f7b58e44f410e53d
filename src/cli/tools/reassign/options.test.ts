// What kafka-reassign-partitions.sh of 4.3.1 was seen to refuse before it does anything.

import { expect, test } from 'vitest'
import { emptyCluster } from '../../../scenarios/index.ts'
import { runScript } from '../../../testing/headless-shell.ts'
import { simulatorModel } from '../../model.ts'

const PLAN = `echo '{"version":1,"partitions":[{"topic":"orders","partition":0,"replicas":[2]}]}' > plan.json
kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 1
`
const BROKERS = '--bootstrap-server localhost:9092'
const CONTROLLERS = '--bootstrap-controller localhost:19101'

function firstLine(options: string) {
  const { commands } = runScript(
    simulatorModel.create(emptyCluster(), 1),
    `${PLAN}kafka-reassign-partitions.sh ${options}\n`,
  )
  const last = commands.at(-1)!
  return { line: (last.stdout + last.stderr).split('\n')[0], exitCode: last.exitCode }
}

test.each([
  [`--list --throttle 5 ${BROKERS}`, `Option "[throttle]" can't be used with action "[list]"`],
  [
    `--cancel --reassignment-json-file plan.json --throttle 4 ${BROKERS}`,
    `Option "[throttle]" can't be used with action "[cancel]"`,
  ],
  [
    `--execute --reassignment-json-file plan.json ${CONTROLLERS}`,
    `Option "[bootstrap-controller]" can't be used with action "[execute]"`,
  ],
  [`--list ${BROKERS} ${CONTROLLERS}`, "Please don't specify both --bootstrap-server and --bootstrap-controller"],
  ['--list', 'Please specify either --bootstrap-server or --bootstrap-controller'],
  [`--generate ${BROKERS}`, 'Missing required argument "[topics-to-move-json-file]"'],
  [`--execute --reassignment-json-file nofile ${BROKERS}`, 'Error: Unable to read file nofile'],
  [
    `--execute --reassignment-json-file plan.json --throttle x ${BROKERS}`,
    "Error: Cannot parse argument 'x' of option throttle",
  ],
  [
    `--execute --reassignment-json-file plan.json --timeout x ${BROKERS}`,
    "Error: Cannot parse argument 'x' of option timeout",
  ],
])('%s', (options, line) => {
  expect(firstLine(options)).toEqual({ line, exitCode: 1 })
})
