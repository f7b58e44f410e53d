// Asked of both versions: a topic that no policy looks after keeps its records until somebody deletes them, if he may.
import { expect, test } from 'vitest'
import '../../testing/every-version.ts'
import { emptyCluster } from '../../scenarios/index.ts'
import { runScript } from '../../testing/headless-shell.ts'
import { simulatorModel } from '../model.ts'

const SERVER = '--bootstrap-server localhost:9092'
const EARLIER = { profile: 'kafka-2.5', controllers: [], zookeeper: [1] }

test.each([
  ['4.3.1', {}, 'partition: kept-0\tlow_watermark: 1\n'],
  ['2.5.0', EARLIER, 'PolicyViolationException'],
])('records of a topic with an empty cleanup.policy in %s', (_version, spec, told) => {
  const world = simulatorModel.create({ ...emptyCluster(), ...spec }, 1)
  const sh = (script: string) => runScript(world, script).stdout
  sh(`kafka-topics.sh ${SERVER} --create --topic kept --replica-assignment 1 --config retention.ms=1000
kafka-configs.sh ${SERVER} --alter --entity-type topics --entity-name kept --add-config cleanup.policy=
printf 'one\\ntwo\\n' | kafka-console-producer.sh ${SERVER} --topic kept
sleep 700`)
  const read = `kafka-console-consumer.sh ${SERVER} --topic kept --from-beginning --timeout-ms 4000 2> /dev/null`
  expect(sh(read)).toBe('one\ntwo\n')
  const plan = '{"partitions":[{"topic":"kept","partition":0,"offset":1}]}'
  expect(sh(`echo '${plan}' > d.json; kafka-delete-records.sh ${SERVER} --offset-json-file d.json`)).toContain(told)
})
