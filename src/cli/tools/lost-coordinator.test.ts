// A console consumer whose group's coordinator, which is its leader too, dies under it. Recorded from 4.3.1.

import { expect, test } from 'vitest'
import { emptyCluster } from '../../scenarios/index.ts'
import { runScript } from '../../testing/headless-shell.ts'
import { simulatorModel } from '../model.ts'

test('it fails to connect to the node twice, as the coordinator and as a broker, and goes on with the next', () => {
  const spec = emptyCluster()
  const config = { ...spec.config, 'offsets.topic.num.partitions': '1' }
  const world = simulatorModel.create({ ...spec, config }, 1)
  const server = '--bootstrap-server localhost:9092'
  const { commands } = runScript(
    world,
    `kafka-topics.sh ${server} --create --topic __consumer_offsets --replica-assignment 2:3 > /dev/null
kafka-topics.sh ${server} --create --topic orders --replica-assignment 2:3 > /dev/null
timeout 25 kafka-console-consumer.sh ${server} --topic orders --group g --from-beginning > out.txt 2> err.txt &
sleep 6
:kill broker-2
sleep 14
echo two | kafka-console-producer.sh ${server} --topic orders
sleep 10
cat out.txt err.txt
`,
  )
  const shown = commands.at(-1)?.stdout ?? ''
  expect(shown).toMatch(/^two\n/)
  expect(shown).toContain('Connection to node 2147483645 (localhost/127.0.0.1:9093) could not be established.')
  expect(shown).toContain('Connection to node 2 (localhost/127.0.0.1:9093) could not be established.')
})
