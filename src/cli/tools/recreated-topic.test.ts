// A topic is deleted and made again with fewer partitions while clients know the old one. Outputs as of 4.3.1.

import { expect, test } from 'vitest'
import { run } from '../../engine/scheduler.ts'
import type { Command } from '../../kafka/cluster/commands.ts'
import { emptyCluster } from '../../scenarios/index.ts'
import { runScript } from '../../testing/headless-shell.ts'
import { simulatorModel, workstationOf } from '../model.ts'

const SERVER = '--bootstrap-server localhost:9092'

function cluster() {
  const world = simulatorModel.create(emptyCluster(), 1)
  const apply = (command: Command) => simulatorModel.applyCommand(world, command)
  let next = 0
  return {
    shell: (script: string) => runScript(world, script, { terminal: `s${next++}` }),
    pass: (ms: number) => run(world, { untilUs: world.nowUs + ms * 1_000 }),
    open(terminal: string, command: string) {
      apply({ type: 'OpenTerminal', terminal, tty: true })
      apply({ type: 'TypeLine', terminal, text: command })
    },
    type: (terminal: string, text: string) => apply({ type: 'TypeLine', terminal, text }),
    interrupt: (terminal: string) => apply({ type: 'Interrupt', terminal }),
    screenOf: (terminal: string) => workstationOf(world)?.terminals.get(terminal)?.screen ?? '',
  }
}

const CREATE = `kafka-topics.sh ${SERVER} --create --topic t --replica-assignment`
const DELETE = `kafka-topics.sh ${SERVER} --delete --topic t`

test('records for the old one are none of the new one until the producer knows it', () => {
  const { shell, pass, open, type, screenOf } = cluster()
  shell(`${CREATE} 1:2,2:3,3:1`)
  open(
    'p',
    `kafka-console-producer.sh ${SERVER} --topic t --reader-property parse.key=true --reader-property key.separator=:`,
  )
  pass(3_000)
  for (const line of ['k1:one', 'k2:two', 'k3:three']) type('p', line)
  pass(3_000)
  shell(`${DELETE}\nsleep 1\n${CREATE} 1:3`)
  type('p', 'k1:four')
  pass(5_000)
  const screen = screenOf('p')
  expect(screen).toMatch(
    /WARN \[Producer clientId=console-producer\] Got error produce response with correlation id \d+ on topic-partition t-\d, retrying \(2 attempts left\)\. Error: UNKNOWN_TOPIC_ID /,
  )
  expect(screen).toMatch(
    /Received invalid metadata error in produce request on partition t-\d due to org\.apache\.kafka\.common\.errors\.UnknownTopicIdException: This server does not host this topic ID\. Going to request metadata update now /,
  )
  expect(screen).not.toContain('Received unknown topic or partition error')
})

test('whoever describes a group waits for partitions that its members have and the topic has no more', () => {
  const { shell, pass, open } = cluster()
  shell(`${CREATE} 1:2,2:3,3:1`)
  open('c', `kafka-console-consumer.sh ${SERVER} --topic t --group g`)
  pass(8_000)
  shell(`${DELETE}\nsleep 1\n${CREATE} 2:3`)
  const { stdout, stderr } = shell(`kafka-consumer-groups.sh ${SERVER} --describe --group g --timeout 4000`)
  const timedOut =
    /TimeoutException: Call\(callName=listOffsets\(api=METADATA\), .*\) timed out at \d+ after \d+ attempt\(s\)\n/
  expect(stdout).toMatch(timedOut)
  expect(stdout).toContain('failed due to java.util.concurrent.ExecutionException: ')
  expect(stderr).toMatch(/^java\.lang\.RuntimeException: /)
})

test('a commit that is tried again until the time to close is over leaves none for the good-bye', () => {
  const { shell, pass, open, interrupt, screenOf } = cluster()
  shell(`${CREATE} 1,2\nseq 1 40 | kafka-console-producer.sh ${SERVER} --topic t`)
  open('c', `kafka-console-consumer.sh ${SERVER} --topic t --from-beginning --group g`)
  pass(8_000)
  shell(`${DELETE}\nsleep 1\n${CREATE} 3`)
  pass(8_000)
  interrupt('c')
  pass(29_000)
  expect(screenOf('c')).not.toContain('Close timed out')
  pass(3_000)
  expect(screenOf('c')).toMatch(/^.* on partition t-1 at offset 0: This server does not host this topic-partition\./m)
  expect(screenOf('c').split('\n').slice(-4).join('\n')).toMatch(
    /Close timed out with 1 pending requests to coordinator, terminating client connections .*\nProcessed a total of 40 messages/,
  )
})
