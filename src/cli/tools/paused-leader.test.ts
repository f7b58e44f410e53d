// A leader that is there and does not answer. Recorded from 4.3.1.

import { expect, test } from 'vitest'
import { emptyCluster } from '../../scenarios/index.ts'
import { runScript } from '../../testing/headless-shell.ts'
import { simulatorModel } from '../model.ts'

test('only the first request is said to have timed out: later ones wait for a handshake that nobody answers', () => {
  const world = simulatorModel.create(emptyCluster(), 1)
  const server = '--bootstrap-server localhost:9092'
  const timeouts = '--command-property request.timeout.ms=2000 --command-property delivery.timeout.ms=7000'
  const { commands } = runScript(
    world,
    `kafka-topics.sh ${server} --create --topic orders --replica-assignment 2:3:1
(sleep 3; echo one; sleep 9) | kafka-console-producer.sh ${server} --topic orders ${timeouts} &
sleep 2
:pause broker-2
sleep 14
`,
  )
  const shown = commands.map(({ stderr }) => stderr).join('')
  expect(shown.match(/retrying \(\d attempts left\)/g)).toEqual(['retrying (2 attempts left)'])
  expect(shown).toContain('TimeoutException: Expiring 1 record(s) for orders-0:')
})
