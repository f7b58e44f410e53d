// What tools of 2.5.0 say, each line as it was seen there.
import { beforeAll, expect, test } from 'vitest'
import '../../testing/every-version.ts'
import type { World } from '../../engine/world.ts'
import { emptyCluster } from '../../scenarios/index.ts'
import { runScript } from '../../testing/headless-shell.ts'
import { simulatorModel } from '../model.ts'

const SERVER = '--bootstrap-server localhost:9092'
const LOG = '/tmp/kafka-logs-1/d-0/00000000000000000000'

let world: World

beforeAll(() => {
  world = simulatorModel.create({ ...emptyCluster(), profile: 'kafka-2.5', controllers: [], zookeeper: [1] }, 1)
  run(`kafka-topics.sh ${SERVER} --create --topic d --replica-assignment 1
printf 'k1\\tabcdefgh\\n' | kafka-console-producer.sh ${SERVER} --topic d --property parse.key=true`)
})

function run(script: string): string {
  const { stdout, stderr } = runScript(world, `${script}\n`)
  return (stdout + stderr).replace(/^\tat .*\n/gm, '')
}

test('a topic without a name is illegal to the broker, and any other illegal one to the tool', () => {
  expect(run(`kafka-configs.sh ${SERVER} --entity-type topics --entity-default --describe`)).toContain(
    "org.apache.kafka.common.errors.InvalidTopicException: Topic name is illegal, it can't be empty",
  )
  expect(run(`kafka-configs.sh ${SERVER} --topic 'a b' --describe`)).toContain(
    `Topic name "a b" is illegal, it contains a character other than ASCII alphanumerics, '.', '_' and '-'`,
  )
})

test.each([
  [`${LOG}.log --max-message-size x`, /joptsimple.OptionArgumentConversionException: Cannot parse argument 'x'/],
  [`${LOG}.log --value-decoder-class no.such.Class`, /main" java\.lang\.ClassNotFoundException: no\.such\.Class/],
  [`${LOG}.log --offsets-decoder`, /common\.KafkaException: Unknown message key schema version 27441/],
  [`${LOG}.log --transaction-log-decoder`, /Unknown transaction log message key schema version 27441/],
  [`${LOG}.txnindex`, /^Dumping \S+txnindex\n$/],
])('kafka-dump-log.sh --files %s', (options, said) => {
  expect(run(`kafka-dump-log.sh --files ${options}`)).toMatch(said)
})

test('a member asks for its partitions in the order of a map, and so they are printed', () => {
  run(`kafka-topics.sh ${SERVER} --create --topic f --replica-assignment 1,1`)
  const lines = ['a', 'b', 'c', 'd', 'e', 'f'].map((key) => `${key}\\t1\\n`).join('')
  run(`printf '${lines}' | kafka-console-producer.sh ${SERVER} --topic f --property parse.key=true`)
  const options = '--max-messages 6 --property print.partition=true --property print.value=false 2> /dev/null'
  const partitions = run(`kafka-console-consumer.sh ${SERVER} --topic f --from-beginning ${options}`)
  expect(partitions).toMatch(/^(1\n)+(0\n)+$/)
})

test('formatters of the console consumer', () => {
  const consume = `kafka-console-consumer.sh ${SERVER} --topic d --from-beginning --max-messages 1 --formatter`
  expect(run(`${consume} kafka.tools.ChecksumMessageFormatter`)).toBe('checksum:0\nProcessed a total of 1 messages\n')
  expect(run(`${consume} kafka.tools.ChecksumMessageFormatter --property topic=mine`)).toContain('mine:checksum:0\n')
  expect(run(`${consume} 'kafka.coordinator.group.GroupMetadataManager$OffsetsMessageFormatter'`)).toMatch(
    /^Processed a total of 1 messages\n\[.*\] ERROR Unknown error when running consumer: .*\norg.apache.kafka.common.KafkaException: Unknown message key schema version 27441\n$/,
  )
})

test('members that are not static have an instance id that is null', () => {
  run(`kafka-console-consumer.sh ${SERVER} --topic d --group g --from-beginning --max-messages 1`)
  const formatter = 'kafka.coordinator.group.GroupMetadataManager$GroupMetadataMessageFormatter'
  const options = `--from-beginning --timeout-ms 4000 --formatter '${formatter}'`
  expect(run(`kafka-console-consumer.sh ${SERVER} --topic __consumer_offsets ${options}`)).toContain(
    'groupInstanceId=Some(null), clientId=consumer-g-1',
  )
})

test('settings that do not go together are no invalid value', () => {
  const lags = 'min.compaction.lag.ms=100,max.compaction.lag.ms=10'
  expect(run(`kafka-configs.sh ${SERVER} --alter --topic d --add-config ${lags}`)).toContain(
    'InvalidConfigurationException: conflict topic config setting min.compaction.lag.ms (100) > max.compaction.lag.ms (10)',
  )
})

test('lags that do not go together are refused by the tool itself, and by whoever writes them into ZooKeeper', () => {
  const conflict = 'conflict topic config setting min.compaction.lag.ms (2000) > max.compaction.lag.ms (1000)'
  const lags = '--config min.compaction.lag.ms=2000 --config max.compaction.lag.ms=1000'
  for (const at of [SERVER, '--zookeeper localhost:2181'])
    expect(run(`kafka-topics.sh ${at} --create --topic lags --replica-assignment 1 ${lags}`)).toMatch(
      /^Error while executing topic command : conflict .* \(1000\)\n\[.*\] ERROR org\.apache\.kafka\.common\.errors\.InvalidConfigurationException: conflict /,
    )
  run(`kafka-configs.sh ${SERVER} --alter --topic d --add-config max.compaction.lag.ms=1000`)
  const alter = 'kafka-configs.sh --zookeeper localhost:2181 --alter --entity-type topics --entity-name d'
  expect(run(`${alter} --add-config min.compaction.lag.ms=2000`)).toMatch(
    new RegExp(`\n${conflict.replace(/[()]/g, '\\$&')}\n$`),
  )
  expect(
    run('kafka-topics.sh --zookeeper localhost:2181 --alter --topic d --config min.compaction.lag.ms=2000'),
  ).toContain(`Error while executing topic command : ${conflict}\n`)
})

test('credentials are looked at before it is said that none are made here', () => {
  const alter = 'kafka-configs.sh --zookeeper localhost:2181 --alter --entity-type users --entity-name bob --add-config'
  expect(run(`${alter} 'SCRAM-SHA-256=[iterations=1000,password=x]'`)).toContain(
    '\nIterations 1000 is less than the minimum 4096 required for SCRAM_SHA_256\n',
  )
  expect(run(`${alter} 'SCRAM-SHA-512=[iterations=4096]'`)).toContain(
    '\nInvalid credential property SCRAM_SHA_512=iterations=4096\n',
  )
  expect(run(`${alter} 'SCRAM-SHA-256=[password=x]'`)).toContain('simulator: not simulated: SCRAM credentials\n')
})

test('an empty group ends with its last offset, and where it never had members nothing more is written of it', () => {
  const groups = `kafka-consumer-groups.sh ${SERVER}`
  run(`${groups} --group stored --reset-offsets --topic d --to-latest --execute`)
  expect(run(`${groups} --list`)).toContain('stored\n')
  run(`${groups} --delete-offsets --group stored --topic d`)
  expect(run(`${groups} --list`)).not.toContain('stored\n')
  const dump =
    'for f in /tmp/kafka-logs-1/__consumer_offsets-*/0*.log; do kafka-dump-log.sh --offsets-decoder --files $f; done'
  const told = run(`${dump} | grep group=stored`)
  expect(told).toContain('key: offset_commit::group=stored,partition=d-0 payload: <DELETE>')
  expect(told).not.toContain('group_metadata')
})

test('records of transactions are told as text', () => {
  run(
    `kafka-producer-perf-test.sh --topic d --num-records 1 --record-size 10 --throughput -1 --producer-props bootstrap.servers=localhost:9092 --transactional-id teller --transaction-duration-ms 1000`,
  )
  const formatter = 'kafka.coordinator.transaction.TransactionLog$TransactionLogMessageFormatter'
  const offsets = `--formatter 'kafka.coordinator.group.GroupMetadataManager$OffsetsMessageFormatter'`
  expect(run(`kafka-console-consumer.sh ${SERVER} --topic __transaction_state --from-beginning ${offsets}`)).toContain(
    "types.SchemaException: Error reading field 'topic': java.nio.BufferUnderflowException\n",
  )
  const printed = run(
    `kafka-console-consumer.sh ${SERVER} --topic __transaction_state --from-beginning --timeout-ms 4000 --formatter '${formatter}'`,
  )
  expect(printed).toMatch(
    /^teller::TransactionMetadata\(transactionalId=teller, producerId=\d+, producerEpoch=0, txnTimeoutMs=60000, state=Empty, pendingState=None, topicPartitions=Set\(\), txnStartTimestamp=-1, txnLastUpdateTimestamp=\d+\)\n/,
  )
  expect(printed).toMatch(/state=Ongoing, pendingState=None, topicPartitions=Set\(d-\d\), txnStartTimestamp=\d+/)
})
