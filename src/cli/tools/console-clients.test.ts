import { beforeEach, describe, expect, test } from 'vitest'
import { copyWorld } from '../../engine/copy-world.ts'
import { run } from '../../engine/scheduler.ts'
import { hashWorld } from '../../engine/state-hash.ts'
import { takeHappenings, type World } from '../../engine/world.ts'
import type { Command } from '../../kafka/cluster/commands.ts'
import { buildImage } from '../../kafka/observe/image/build-image.ts'
import { emptyCluster } from '../../scenarios/index.ts'
import { runScript, runUntilIdle, terminalOf } from '../../testing/headless-shell.ts'
import { simulatorModel } from '../model.ts'

const SERVER = '--bootstrap-server localhost:9092'
let world: World

beforeEach(() => {
  world = simulatorModel.create(emptyCluster(), 1)
  runScript(world, `kafka-topics.sh ${SERVER} --create --topic orders --partitions 3 --replication-factor 3`)
})

const apply = (command: Command) => simulatorModel.applyCommand(world, command)
const open = (terminal: string, line: string) => {
  apply({ type: 'OpenTerminal', terminal, tty: true })
  apply({ type: 'TypeLine', terminal, text: line })
}
const pass = (ms: number) => {
  run(world, { untilUs: world.nowUs + ms * 1000 })
  takeHappenings(world)
}
const screen = (terminal: string) => terminalOf(world, terminal).screen
const image = () => buildImage(world)

describe('a producer and a consumer in two terminals', () => {
  test('a line typed here shows there', () => {
    open('producer', `kafka-console-producer.sh ${SERVER} --topic orders`)
    open('consumer', `kafka-console-consumer.sh ${SERVER} --topic orders`)
    pass(5_000)
    expect(image().terminals.get('producer')?.prompt).toBe('>')
    expect(image().terminals.get('consumer')?.prompt).toBe('')
    apply({ type: 'TypeLine', terminal: 'producer', text: '안녕 Kafka' })
    pass(3_000)
    expect(screen('producer').endsWith('>안녕 Kafka\n')).toBe(true)
    expect(screen('consumer').endsWith('\n안녕 Kafka\n')).toBe(true)
  })

  test('Ctrl-C ends each: the producer sends what it has, the consumer says how many it has read', () => {
    open('producer', `kafka-console-producer.sh ${SERVER} --topic orders`)
    open('consumer', `kafka-console-consumer.sh ${SERVER} --topic orders --group readers --from-beginning`)
    pass(5_000)
    apply({ type: 'TypeLine', terminal: 'producer', text: 'last words' })
    // Metadata takes a few milliseconds; then the record lingers for a second.
    pass(500)
    expect(screen('consumer')).not.toContain('last words')
    apply({ type: 'Interrupt', terminal: 'producer' })
    pass(3_000)
    expect(terminalOf(world, 'producer').lastExitCode).toBe(130)
    expect(screen('consumer').endsWith('\nlast words\n')).toBe(true)
    apply({ type: 'Interrupt', terminal: 'consumer' })
    runUntilIdle(world, terminalOf(world, 'consumer'), 10_000)
    expect(screen('consumer').endsWith('^CProcessed a total of 1 messages\n')).toBe(true)
    expect(terminalOf(world, 'consumer').lastExitCode).toBe(130)
    const { stdout } = runScript(world, `kafka-consumer-groups.sh ${SERVER} --describe --group readers`)
    expect(stdout.match(/^readers .*$/gm)?.map((row) => row.split(/\s+/).slice(3, 6).join(' '))).toEqual(
      expect.arrayContaining(['1 1 0']),
    )
  })

  test('both are clients of the picture while they run, under their terminals', () => {
    open('producer', `kafka-console-producer.sh ${SERVER} --topic orders`)
    open('consumer', `kafka-console-consumer.sh ${SERVER} --topic orders --group readers`)
    pass(5_000)
    apply({ type: 'TypeLine', terminal: 'producer', text: 'one' })
    pass(3_000)
    expect(image().producers.get('producer')).toMatchObject({ terminal: 'producer', sent: 1, acknowledged: 1 })
    expect(image().members.get('consumer')).toMatchObject({
      terminal: 'consumer',
      groupId: 'readers',
      state: 'stable',
      consumed: 1,
    })
    expect(image().members.get('consumer')?.assignment).toHaveLength(3)
    apply({ type: 'Interrupt', terminal: 'producer' })
    pass(1_000)
    expect(image().producers.has('producer')).toBe(false)
    expect(image().terminals.get('producer')).toMatchObject({ running: null, prompt: '$ ', lastExitCode: 130 })
  })

  test('a second consumer of the group takes partitions over, and gives them back', () => {
    open('first', `kafka-console-consumer.sh ${SERVER} --topic orders --group readers`)
    pass(5_000)
    open('second', `kafka-console-consumer.sh ${SERVER} --topic orders --group readers`)
    pass(8_000)
    const owned = () => ['first', 'second'].map((name) => image().members.get(name)?.assignment.length ?? 0)
    // Member ids are random, and the assignor goes by them.
    expect(owned().sort((a, b) => a - b)).toEqual([1, 2])
    apply({ type: 'Interrupt', terminal: 'second' })
    pass(8_000)
    expect(owned()).toEqual([3, 0])
  })
})

describe('the console producer and what goes wrong', () => {
  test('a topic that nobody made is made by the first line', () => {
    const { stdout, stderr, exitCode } = runScript(
      world,
      `echo hi | kafka-console-producer.sh ${SERVER} --topic fresh\nkafka-console-consumer.sh ${SERVER} --topic fresh --from-beginning --max-messages 1`,
    )
    expect(stdout).toBe('hi\n')
    expect(stderr).toMatch(
      /WARN \[Producer clientId=console-producer\] .* with correlation id 1 : \{fresh=UNKNOWN_TOPIC_OR_PARTITION\}/,
    )
    expect(exitCode).toBe(0)
  })

  test('the warnings of one that tries again count its requests, as recorded of 4.3.1', () => {
    const { stderr } = runScript(
      world,
      [
        `kafka-topics.sh ${SERVER} --create --topic pay --replica-assignment 1:2 --config min.insync.replicas=2`,
        ':kill broker-2',
        'sleep 12',
        `echo during | kafka-console-producer.sh ${SERVER} --topic pay`,
      ].join('\n'),
    )
    // 0 and 3 are ApiVersions, 1 Metadata, 2 GetTelemetrySubscriptions, 4 InitProducerId. Recorded were 5, 6 and 7; where
    // the producer id came from another broker than the leader, the leader's connection was opened with one more.
    const ids = stderr.match(/(?<=correlation id )\d+(?= on topic-partition pay-0, retrying)/g)
    expect([
      ['5', '6', '7'],
      ['6', '7', '8'],
    ]).toContainEqual(ids)
  })

  test('--sync waits for each record, and an error ends the tool', () => {
    const { stderr, exitCode } = runScript(
      world,
      `printf 'short\\nmuch too long for such a small request, whatever else is in it, so that it cannot go\\nnever\\n' | kafka-console-producer.sh ${SERVER} --topic orders --sync --command-property max.request.size=120`,
    )
    expect(stderr).toMatch(
      /^java\.util\.concurrent\.ExecutionException: org\.apache\.kafka\.common\.errors\.RecordTooLargeException: /,
    )
    expect(exitCode).toBe(1)
    const { stdout } = runScript(
      world,
      `kafka-console-consumer.sh ${SERVER} --topic orders --from-beginning --timeout-ms 3000`,
    )
    expect(stdout).toBe('short\n')
  })

  test('nobody leads: the line waits, and goes when the leader is back', () => {
    runScript(world, `kafka-topics.sh ${SERVER} --create --topic alone --replica-assignment 3`)
    apply({ type: 'StopNode', node: 'broker-3' })
    pass(5_000)
    open('producer', `kafka-console-producer.sh ${SERVER} --topic alone --message-send-max-retries 100`)
    pass(2_000)
    apply({ type: 'TypeLine', terminal: 'producer', text: 'patience' })
    pass(5_000)
    expect(image().producers.get('producer')).toMatchObject({ sent: 1, acknowledged: 0 })
    apply({ type: 'StartNode', node: 'broker-3' })
    pass(10_000)
    expect(image().producers.get('producer')).toMatchObject({ sent: 1, acknowledged: 1 })
  })
})

describe('the console consumer and what goes wrong', () => {
  test('--include reads every topic that matches', () => {
    const script = [
      `echo a | kafka-console-producer.sh ${SERVER} --topic orders`,
      `kafka-topics.sh ${SERVER} --create --topic orders-eu`,
      `echo b | kafka-console-producer.sh ${SERVER} --topic orders-eu`,
      `kafka-console-consumer.sh ${SERVER} --include 'orders.*' --from-beginning --timeout-ms 5000 | sort`,
    ]
    expect(runScript(world, script.join('\n')).stdout).toBe('Created topic orders-eu.\na\nb\n')
  })

  test('an expression that is none is an unknown error', () => {
    const { stderr, exitCode } = runScript(world, `kafka-console-consumer.sh ${SERVER} --include 'a['`)
    expect(stderr).toContain('java.util.regex.PatternSyntaxException: Unclosed character class')
    expect(exitCode).toBe(1)
  })

  test('a record that the deserializer refuses ends it, unless it is told to skip', () => {
    const long = '--value-deserializer org.apache.kafka.common.serialization.LongDeserializer'
    const refused = runScript(
      world,
      `printf 'x\\n12345678\\n' | kafka-console-producer.sh ${SERVER} --topic orders\nkafka-console-consumer.sh ${SERVER} --topic orders --from-beginning --timeout-ms 3000 ${long}`,
    )
    expect(refused.stderr).toMatch(
      /Processed a total of \d messages\n.*Unknown error when running consumer: .*\n.*SerializationException/,
    )
    expect(refused.exitCode).toBe(1)
    const skipped = runScript(
      world,
      `kafka-console-consumer.sh ${SERVER} --topic orders --from-beginning --timeout-ms 3000 ${long} --skip-message-on-error`,
    )
    expect(skipped.stdout).toBe('3544952156018063160\n')
    expect(skipped.stderr).toContain('Processed a total of 2 messages')
    expect(skipped.exitCode).toBe(0)
  })

  test('a position beyond the end starts over at the latest record, as auto.offset.reset says', () => {
    const { stdout, stderr } = runScript(
      world,
      `echo a | kafka-console-producer.sh ${SERVER} --topic orders\nkafka-console-consumer.sh ${SERVER} --topic orders --partition 0 --offset 99 --timeout-ms 3000`,
    )
    expect(stdout).toBe('')
    expect(stderr).toContain('Processed a total of 0 messages')
  })
})

test('bytes that are no UTF-8 are U+FFFD once Java has read them, and a byte order mark stays', () => {
  const { stdout } = runScript(
    world,
    `printf '\\xef\\xbb\\xbfcaf\\xe9\\n' | kafka-console-producer.sh ${SERVER} --topic orders
kafka-console-consumer.sh ${SERVER} --topic orders --from-beginning --max-messages 1 | tee /tmp/read | wc -c; cat /tmp/read`,
  )
  expect(stdout).toBe('10\n\ufeffcaf\ufffd\n')
})

test('a line may be longer than what a program reads of a pipe at once', () => {
  const { stdout, stderr } = runScript(
    world,
    `seq 1 30000 | tr -d '\\n' | kafka-console-producer.sh ${SERVER} --topic orders
seq 1 30000 | tr '\\n' ' ' | head -n 1 | wc -c
kafka-console-consumer.sh ${SERVER} --topic orders --from-beginning --max-messages 1 | wc -c`,
  )
  expect(stdout).toBe('168894\n138895\n')
  expect(stderr).not.toContain('ERROR')
})

test.each([
  ['TERM', 143],
  ['HUP', 129],
])('who waits for a consumer in the background that is sent SIG%s reads all it had to say', (signal, exitCode) => {
  const { stdout } = runScript(
    world,
    `echo a | kafka-console-producer.sh ${SERVER} --topic orders
kafka-console-consumer.sh ${SERVER} --topic orders --from-beginning > read.txt 2>&1 & sleep 5
kill -${signal} $!; wait $!; echo $?; grep -v KIP read.txt`,
  )
  expect(stdout).toBe(`${exitCode}\na\nProcessed a total of 1 messages\n`)
})

describe('a pipe whose reader is slow or gone', () => {
  const CONSUMER = `kafka-console-consumer.sh ${SERVER} --topic orders --from-beginning`
  const produce = (lines: string) => runScript(world, `${lines} | kafka-console-producer.sh ${SERVER} --topic orders`)

  // Each count is what the recorded 4.3.1 says, or lies where it does.
  test('the consumer notices with the next record, and ends well', () => {
    open('reader', `${CONSUMER} | head -n 2; echo ended`)
    pass(4_000)
    for (const line of ['one', 'two']) produce(`echo ${line}`)
    pass(2_000)
    expect(screen('reader')).toMatch(/\none\ntwo\n$/)
    produce('echo three')
    pass(3_000)
    expect(screen('reader')).toContain(
      'two\nUnable to write to standard out, closing consumer.\nProcessed a total of 3 messages\nended\n',
    )
  })

  test('the consumer waits while the pipe is full, and has read no more than fits', () => {
    produce('seq 1 20000')
    const { stdout, stderr } = runScript(world, `${CONSUMER} | (sleep 6; head -n 1; sleep 1)`)
    expect(stdout).toMatch(/^\d+\n$/)
    const messages = Number(/Processed a total of (\d+) messages/.exec(stderr)?.[1])
    expect(messages).toBeGreaterThan(13_000)
    expect(messages).toBeLessThan(16_000)
  })

  test('what writes for ever is ended by its reader, by a timeout and by Ctrl-C', () => {
    expect(runScript(world, 'set -o pipefail; yes | head -n 3; echo $?').stdout).toBe('y\ny\ny\n141\n')
    expect(runScript(world, 'timeout 1 yes > /dev/null; echo $?').stdout).toBe('124\n')
    open('endless', `yes orders | kafka-console-producer.sh ${SERVER} --topic orders`)
    pass(2_000)
    apply({ type: 'Interrupt', terminal: 'endless' })
    runUntilIdle(world, terminalOf(world, 'endless'), 10_000)
    expect(terminalOf(world, 'endless').lastExitCode).toBe(130)
  })
})

test('a world copied while tools run in its terminals goes on alike', () => {
  open('producer', `seq 200 | kafka-console-producer.sh ${SERVER} --topic orders`)
  open('consumer', `kafka-console-consumer.sh ${SERVER} --topic orders --group readers --from-beginning`)
  open('topics', `kafka-topics.sh ${SERVER} --describe`)
  for (const ms of [500, 1_002, 1_010, 3_000]) {
    pass(ms)
    const copy = copyWorld(world)
    const untilUs = world.nowUs + 4_000_000
    run(copy, { untilUs })
    const original = copyWorld(world)
    run(original, { untilUs })
    expect(hashWorld(copy)).toBe(hashWorld(original))
  }
  expect(screen('consumer')).toContain('\n200\n')
})

describe('what a console consumer subscribes to is read once there is a consumer', () => {
  const NOTICE = 'The consumer rebalance protocol (KIP-848) is production-ready!'
  const refused = (options: string) => {
    const { stderr, exitCode } = runScript(world, `kafka-console-consumer.sh ${SERVER} ${options}\n`).commands.at(-1)!
    expect([stderr.startsWith(NOTICE), exitCode]).toEqual([true, 1])
    return stderr
      .replace(/^\tat .*\n/gm, '')
      .split('\n')
      .slice(2)
      .join('\n')
  }

  test.each([
    ["--include 'k('", 'java.util.regex.PatternSyntaxException: Unclosed group near index 2\nk(\n'],
    ["--include ''", 'java.lang.IllegalArgumentException: Topic pattern to subscribe to cannot be empty\n'],
    [
      '--include a --include b',
      'joptsimple.MultipleArgumentsForOptionException: Found multiple arguments for option include, but you asked for only one\n',
    ],
    [
      '--topic t --command-property partition.assignment.strategy=',
      'java.lang.IllegalStateException: Must configure at least one partition assigner class name to partition.assignment.strategy configuration property\n',
    ],
  ])('%s', (options, why) => {
    expect(refused(options)).toBe(why)
  })
})
