// What is not simulated is said where it is asked for, and never passed over.

import { describe, expect, test } from 'vitest'
import { emptyCluster } from '../scenarios/index.ts'
import { runScript } from '../testing/headless-shell.ts'
import { simulatorModel } from './model.ts'

const TOPIC = 'kafka-topics.sh --bootstrap-server localhost:9092 --create --topic t --replica-assignment 1:2'
const PRODUCE = 'echo x | timeout 20 kafka-console-producer.sh --bootstrap-server localhost:9092 --topic t'
const CONSUME = 'timeout 5 kafka-console-consumer.sh --bootstrap-server localhost:9092 --topic t --from-beginning'
const OFFSETS = 'kafka-get-offsets.sh --bootstrap-server localhost:9092 --topic t'

function ran(...lines: string[]) {
  const world = simulatorModel.create(emptyCluster(), 1)
  return runScript(world, `${[TOPIC, ...lines].join('\n')}\n`).commands.slice(1)
}

describe('client settings', () => {
  test('a transactional id, and nobody who begins a transaction: nothing is written, and the process hangs', () => {
    const [produced, offsets] = ran(`${PRODUCE} --command-property transactional.id=tx1`, OFFSETS)
    expect(produced?.stderr).toMatch(
      /^java\.lang\.IllegalStateException: Cannot add partition t-0 to transaction before completing a call to initTransactions\n/,
    )
    expect(produced?.exitCode).toBe(124)
    expect(offsets?.stdout).toBe('t:0:0\n')
  })

  test('that record is still what the callback speaks of when the delivery timeout is over', () => {
    const line = 'printf "key:hello" | kafka-console-producer.sh --bootstrap-server localhost:9092 --topic t'
    const reader = '--reader-property parse.key=true --reader-property key.separator=:'
    const [produced] = ran(`${line} ${reader} --command-property transactional.id=tx1`)
    expect(produced?.stderr).toContain('with key: 3 bytes, value: 5 bytes with error:')
    expect(produced?.stderr).toContain('Expiring 1 record(s) for t-0:120000 ms has passed since batch creation.')
    expect(produced?.exitCode).toBe(1)
  })

  test('a tool that begins transactions itself commits them, and their time alone is nothing to speak of', () => {
    const perf = 'kafka-producer-perf-test.sh --topic t --num-records 4 --record-size 10 --throughput 2'
    const [measured, produced, offsets] = ran(
      `${perf} --command-property bootstrap.servers=localhost:9092 transactional.id=pt --transaction-duration-ms 900`,
      `${PRODUCE} --command-property transaction.timeout.ms=70000`,
      OFFSETS,
    )
    expect(measured?.stderr).toBe('')
    expect(measured?.stdout).toMatch(/^4 records sent/)
    expect(produced?.stderr).toBe('')
    // Two transactions with a marker each, and the record of the console.
    expect(offsets?.stdout).toBe('t:0:7\n')
  })

  test('a class that is not on the class path fails the constructor, as in Kafka', () => {
    const [produced] = ran(`${PRODUCE} --command-property interceptor.classes=com.example.Nothing`)
    expect(produced?.stderr).toMatch(
      /^org\.apache\.kafka\.common\.KafkaException: Failed to construct kafka producer\n.*Caused by: org\.apache\.kafka\.common\.KafkaException: Class com\.example\.Nothing cannot be found\n/s,
    )
    expect(produced?.exitCode).toBe(1)
  })

  test.each([
    [`${PRODUCE} --command-property security.protocol=SSL`, 'security.protocol=SSL is not simulated'],
    [`${CONSUME} --command-property group.protocol=consumer`, 'group.protocol=consumer is not simulated yet'],
  ])('%s is refused in words', (line, words) => {
    const [command] = ran(line)
    expect(command?.stderr).toMatch(`simulator: ${words}`)
    expect(command?.exitCode).toBe(1)
  })

  test.each([
    ['security.protocol=FOO', 'String must be one of (case insensitive): SASL_SSL, PLAINTEXT, SSL, SASL_PLAINTEXT'],
    ['transactional.id=', 'Invalid value  for configuration transactional.id: String must be non-empty'],
  ])('%s is no value, and Kafka says so itself', (property, words) => {
    const [command] = ran(`${PRODUCE} --command-property ${property}`)
    expect(command?.stderr).toContain(words)
    expect(command?.stderr).not.toContain('simulator:')
  })

  test('one that counts for nothing here is named; at its default, or unknown to Kafka, it is not', () => {
    const [given, usual, unknown] = ran(
      `${PRODUCE} --command-property receive.buffer.bytes=5`,
      `${PRODUCE} --command-property receive.buffer.bytes=32768`,
      `${PRODUCE} --command-property no.such.setting=5`,
    )
    expect(given?.stderr).toBe('simulator: no effect here, though real Kafka would act on it: receive.buffer.bytes\n')
    expect([usual?.stderr, unknown?.stderr]).toEqual(['', ''])
  })

  test('serializers that a tool makes its client with whatever is given are not named: Kafka’s own acts on none', () => {
    const [produced, consumed] = ran(
      `${PRODUCE} --command-property key.serializer=a.B --command-property value.serializer=c.D`,
      `${CONSUME} --command-property key.deserializer=a.B --command-property value.deserializer=c.D`,
    )
    expect([produced?.stderr, produced?.exitCode]).toEqual(['', 0])
    expect(consumed?.stderr).not.toContain('simulator:')
    expect(consumed?.stdout).toContain('x\n')
  })
})

describe('settings that count for something', () => {
  test.each(['exclude.internal.topics=false', 'enable.metrics.push=false'])(
    '%s is obeyed, and not named',
    (property) => {
      const [command] = ran(`${CONSUME} --command-property ${property}`)
      expect(command?.stderr).not.toContain('simulator:')
    },
  )
})

describe('settings that take their value from elsewhere', () => {
  const PROVIDER =
    'config.providers=file\\nconfig.providers.file.class=org.apache.kafka.common.config.provider.FileConfigProvider\\n'
  const WRITE = `printf '${PROVIDER}request.timeout.ms=\${file:/tmp/x:timeout}\\n' > c.properties`
  const REFUSED = `simulator: \${file:/tmp/x:timeout} is not simulated: a setting is given as its value here.\n`

  test.each([`${PRODUCE} --command-config c.properties`, `${OFFSETS} --command-config c.properties`])(
    'are refused before the text in their place is taken for a value: %s',
    (command) => {
      const [, refused] = ran(WRITE, command)
      expect(refused).toMatchObject({ stdout: '', stderr: REFUSED, exitCode: 1 })
    },
  )
})

describe('a server’s properties file', () => {
  const FORMAT = 'kafka-storage.sh format -t AAAAAAAAAAAAAAAAAAAAAA'

  test.each(['server', 'broker-2'])('of the one that is there, %s.properties, nothing needs to be said', (name) => {
    const [format] = ran(`${FORMAT} -c config/${name}.properties`)
    expect(format?.stderr).toMatch(/^Invalid cluster\.id|already formatted|cluster\.id/)
    expect(format?.stderr).not.toContain('simulator:')
  })

  test('what nothing will act on is named by whoever formats with it', () => {
    const own =
      'node.id=9\\nprocess.roles=broker\\nlisteners=PLAINTEXT://:9099\\nlog.dirs=/tmp/a,/tmp/b\\n' +
      'controller.listener.names=C\\ncontroller.quorum.bootstrap.servers=localhost:19101\\n'
    const [, format] = ran(
      `printf '${own}num.io.threads=3\\nlog.flush.interval.ms=50\\nno.such.name=1\\n' > own.properties`,
      `${FORMAT} -c own.properties`,
    )
    expect(format?.stderr).toBe(
      'simulator: no effect here, though real Kafka would act on it: log.flush.interval.ms, num.io.threads\n',
    )
    expect(format?.exitCode).toBe(0)
  })
})

describe('settings of topics and brokers', () => {
  const alter = (what: string, config: string) =>
    `kafka-configs.sh --bootstrap-server localhost:9092 --alter ${what} --add-config ${config}`

  test('the change is made, and what of it counts for nothing here is named', () => {
    const [altered, broker] = ran(
      alter('--entity-type topics --entity-name t', 'flush.ms=5000,retention.ms=1000'),
      alter('--entity-type brokers --entity-name 1', 'log.flush.interval.ms=5000'),
    )
    expect(altered?.stdout).toBe('Completed updating config for topic t.\n')
    expect(altered?.stderr).toBe('simulator: no effect here, though real Kafka would act on it: flush.ms\n')
    expect(broker?.stderr).toContain('log.flush.interval.ms')
  })

  test('levels of features that nothing here goes by are named, unless it was only asked', () => {
    const features = 'kafka-features.sh --bootstrap-server localhost:9092'
    const [upgraded, disabled, asked, elr] = ran(
      `${features} upgrade --feature share.version=1`,
      `${features} disable --feature streams.version --feature group.version`,
      `${features} disable --feature share.version --dry-run`,
      `${features} disable --feature eligible.leader.replicas.version`,
    )
    expect(upgraded?.stderr).toBe('simulator: no effect here, though real Kafka would act on it: share.version\n')
    expect(disabled?.stderr).toBe(
      'simulator: no effect here, though real Kafka would act on it: group.version, streams.version\n',
    )
    expect([asked?.stderr, elr?.stderr]).toEqual(['', ''])
  })

  test('of a change that Kafka refuses there is nothing more to say', () => {
    const [altered] = ran(alter('--entity-type topics --entity-name t', 'flush.ms=-1'))
    expect(altered?.stderr).not.toContain('simulator:')
  })
})
