// Notes that people learn from are full of slips. Each block does to the letter what it does on a machine, and what is
// offered beneath a broken one does what its author meant: read by the code of the page itself, beside a cluster of 2.5.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import '../../testing/every-version.ts'
import { loadLanguage } from '../../i18n/index.ts'
import { emptyCluster, emptyMachine } from '../../scenarios/index.ts'
import { type BlockShown, type NotesReader, openNotesBeside } from '../../testing/notes/notes-reader.ts'

/** The course notes; absent where the product stands alone. */
const COURSE = '../shared/seeds'

const fence = (text: string, label = 'bash') => `\`\`\`${label}\n${text}\n\`\`\`\n`

/** Broken in the ways in which course notes are. */
const ours = [
  '# Kafka by hand',
  fence('export KAFKA_HEAP_OPTS="-Xmx300m"\necho $KAFKA_HEAP_OPTS\n\n==========\n-Xmx300m'),
  fence(
    'bin/kafka-topics.sh \\\n--create \\ # makes it\n--bootstrap-server host:9092 \\ # where\n--topic a.topic # which',
  ),
  fence(
    'bin/kafka-topics.sh --create --bootstrap-server host.name:9092 \\\n—-partitions 3 \\\n—-config retention.ms=1000000 \\\n--topic my.orders ',
  ),
  fence('bin/kafka-console-producer.sh --bootstrap-server my-kafka:9092 \\\n--topic my.orders\n>one\n>two'),
  fence(
    'bin/kafka-console-producer.sh --bootstrap-server my-kafka:9092 \\\n--topic my.orders \\\n--property "parse.key=true" \\ # keys\n--property "key.separator=:" # between\n>k1:three\n>k2:four',
  ),
  fence(
    'bin/kafka-console-consumer.sh --bootstrap-server my-kafka:9092 \\\n--topic my.orders \\\n--property print.key=true \\\n--property key.separator="-" \\\n--group g\n--from-beginning',
  ),
  fence('bin/kafka-consumer-groups.sh --bootstrap-server my-kafka:9092 \\\n--group g \\\n--describe'),
  fence(
    'bin/kafka-verifiable-producer.sh --bootstrap-server my-kafka:9092 \\\n--max-messages 5 \\ # how many\n--topic my.orders',
  ),
  fence('// what goes\n{"partitions": [{"topic":"my.orders", "partition":0, "offset":1}], "version":1}', 'json'),
  fence('bin/kafka-delete-records.sh --bootstrap-server my-kafka:9092 \\\n--offset-json-file plan.json # this one'),
].join('\n')

let reader: NotesReader | null = null

beforeAll(() => loadLanguage('ko'))

afterEach(() => {
  reader?.close()
  reader = null
})

async function open(text: string, spec = emptyCluster('kafka-2.5')): Promise<NotesReader> {
  reader = await openNotesBeside(spec, text)
  return reader
}

/** They are long, and machines slow. */
const PATIENCE_MS = 300_000

/** A consumer of a new group waits three seconds for further ones. */
const JOINING_MS = 4_500
const COLLISIONS =
  "WARNING: Due to limitations in metric names, topics with a period ('.') or underscore ('_') could collide. To avoid issues it is best to use either, but not both."

function sorted(lines: string): readonly string[] {
  return lines.split('\n').sort()
}

async function afterJoining(notes: NotesReader, block: number, deed: 'run' | 'meant'): Promise<BlockShown> {
  await notes.wait(JOINING_MS)
  return notes.look(block, deed)
}

describe('small notes that are broken in the same ways', () => {
  test(
    'from top to bottom, as they stand: what a machine does with each block, and why',
    async () => {
      const notes = await open(ours)
      const heap = await notes.run(0)
      expect(heap).toMatchObject({ printed: '-Xmx300m', exitCode: 0, hints: [], offer: null })

      const commented = await notes.run(1)
      expect(commented.printed).toMatch(
        /^Exception in thread "main" java.lang.IllegalArgumentException: Only one of --b/,
      )
      expect(commented.printed).toContain('bash: --topic: command not found')
      expect(commented).toMatchObject({
        exitCode: 127,
        hints: ['commentAfterBackslash', 'commentAfterBackslash'],
        offer: 'bin/kafka-topics.sh --create --bootstrap-server host:9092 --topic a.topic',
      })

      expect(await notes.run(2)).toMatchObject({
        printed: `${COLLISIONS}\nCreated topic my.orders.`,
        exitCode: 0,
        hints: ['longDash', 'longDash'],
      })
      expect(
        await notes.ask('bin/kafka-topics.sh --bootstrap-server host:9092 --describe --topic my.orders'),
      ).toContain('PartitionCount: 1\tReplicationFactor: 1\tConfigs: segment.bytes=1073741824\n')

      // Its lines are typed into the producer, which has a prompt of its own.
      expect(await notes.run(3)).toMatchObject({ running: true, hints: [], offer: null })
      const keyed = await notes.run(4)
      expect(keyed.printed).toContain('No key found on line 1: --property "key.separator=:" # between')
      expect(keyed.hints).toEqual(['commentAfterBackslash', 'pastedPrompt', 'pastedPrompt'])
      expect(await notes.ask('ls')).toMatch(/k1:three\nk2:four\n/)

      await notes.run(5)
      expect(await afterJoining(notes, 5, 'run')).toMatchObject({ printed: '', running: true, hints: ['optionAlone'] })
      expect((await notes.run(6)).printed).toMatch(/\ng +my.orders +0 +2 +2 +0 +consumer-g-1-[0-9a-f-]{36} /)
      // What stood in the keyboard's buffer, the option by itself, is gone with Ctrl-C.
      expect((await notes.stop(5)).printed).toBe('^CProcessed a total of 0 messages')

      const refused = await notes.run(7)
      expect(refused.printed).toContain(
        "verifiable-producer: error: unrecognized arguments: ' # how many'\nbash: --topic: command not found",
      )

      await notes.save(8)
      const notJson = await notes.run(9)
      expect(notJson).toMatchObject({ exitCode: 1 })
      expect(notJson.printed).toContain('kafka.admin.AdminOperationException: The input string is not a valid JSON')
    },
    PATIENCE_MS,
  )

  test(
    'what is offered beneath the broken ones does what was meant, also where the slip has left something behind',
    async () => {
      const notes = await open(ours)
      await notes.run(1)
      expect(await notes.takeOffer(1)).toMatchObject({ printed: `${COLLISIONS}\nCreated topic a.topic.`, exitCode: 0 })

      // The slip has made the topic already, with one partition.
      const dashes = await notes.run(2)
      expect(dashes.words).toEqual([expect.stringContaining('made the topic my.orders already')])
      expect((await notes.takeOffer(2)).printed).toContain('Created topic my.orders.')
      expect(
        await notes.ask('bin/kafka-topics.sh --bootstrap-server host:9092 --describe --topic my.orders'),
      ).toContain('PartitionCount: 3\tReplicationFactor: 1\tConfigs: segment.bytes=1073741824,retention.ms=1000000\n')

      await notes.run(3)
      await notes.run(4)
      expect(await notes.takeOffer(4)).toMatchObject({ running: true })

      // The slip has begun the group at the topic's end.
      await notes.run(5)
      const slip = await afterJoining(notes, 5, 'run')
      expect(slip.words).toEqual([expect.stringContaining('the group is set back first')])
      await notes.takeOffer(5)
      const { printed } = await afterJoining(notes, 5, 'meant')
      expect(sorted(printed)).toEqual(expect.arrayContaining(['k1-three', 'k2-four', 'null-one', 'null-two']))
      expect((await notes.run(6)).printed.match(/ my.orders +\d +\d +\d +0 +consumer-g-1-/g)).toHaveLength(3)

      await notes.run(7)
      expect((await notes.takeOffer(7)).printed.match(/"name":"producer_send_success"/g)).toHaveLength(5)

      await notes.save(8)
      expect(await notes.run(9)).toMatchObject({ words: [expect.stringContaining('which JSON has not')] })
      expect((await notes.takeOffer(9)).printed).toContain('partition: my.orders-0\tlow_watermark: 1')
    },
    PATIENCE_MS,
  )
})

describe.skipIf(!existsSync(COURSE))('the course notes', () => {
  const text = () => {
    const name = readdirSync(COURSE).find((each) => each.startsWith('002_'))
    return readFileSync(`${COURSE}/${name}`, 'utf8')
  }

  test(
    'every block from top to bottom, as it stands',
    async () => {
      const notes = await open(text())
      const shown: BlockShown[] = []
      for (const [index, { kind, file }] of notes.blocks.entries()) {
        if (kind === 'shell') shown[index] = await notes.run(index)
        else if (file !== null) await notes.save(index)
        // Consumers need a while; what they print comes later.
        if (index === 16 || index === 17 || index === 21) shown[index] = await afterJoining(notes, index, 'run')
      }
      const printed = (index: number) => shown[index]!.printed
      expect(printed(2)).toBe('-Xmx300m -Xms300m')
      expect(printed(3)).toBe('')
      expect(printed(6).match(/^\S+ \(id: \d rack: null\) -> \($/gm)).toHaveLength(3)
      expect(printed(7).split('\n').slice(-1)).toEqual(['bash: --topic: command not found'])
      expect(printed(7)).toMatch(
        /^Exception in thread "main" java.lang.IllegalArgumentException: Only one of --bootstrap-/,
      )
      expect(printed(8)).toBe(`${COLLISIONS}\nCreated topic hello.kafka.`)
      expect(printed(9)).toBe('hello.kafka')
      expect(printed(10)).toContain('PartitionCount: 1\tReplicationFactor: 1\tConfigs: segment.bytes=1073741824')
      expect(printed(11)).toBe('')
      expect(printed(12)).toBe('Completed updating config for topic hello.kafka.')
      expect(shown[13]).toMatchObject({ running: true, hints: [], offer: null })
      expect(printed(14)).toContain(
        'org.apache.kafka.common.KafkaException: No key found on line 1: --property "key.separator=:" #',
      )
      expect(shown[15]).toMatchObject({ running: true, offer: null })
      expect(sorted(printed(16))).toEqual(['0', '1', '2', '3', 'hello', 'kafka'])
      expect(shown[17]).toMatchObject({ printed: '', running: true, hints: ['optionAlone'] })
      expect(sorted(printed(18))).toEqual([expect.stringMatching(/^console-consumer-\d+$/), 'hello-group'])
      expect(printed(19).match(/^hello-group +hello\.kafka +\d +\d +\d +0 +consumer-hello-group-1-/gm)).toHaveLength(4)
      expect(printed(20)).toContain(
        "unrecognized arguments: ' #  전송할 데이터 개수 지정, -1로\n하면 계속 데이터 전송'",
      )
      expect(printed(21)).toContain('"name":"startup_complete"')
      expect(printed(23)).toContain('kafka.admin.AdminOperationException: The input string is not a valid JSON')
      const codes = (of: readonly number[]) => of.map((index) => shown[index]!.exitCode)
      expect(codes([2, 3, 6, 7, 8, 9, 10, 11, 12, 20, 23])).toEqual([0, 0, 0, 127, 0, 0, 0, 0, 0, 127, 1])
      const offered = shown.flatMap(({ offer }, index) => (offer === null ? [] : index))
      expect(offered).toEqual([7, 8, 14, 17, 20, 23])
    },
    PATIENCE_MS,
  )

  test(
    'with what is offered, each block does what its author meant',
    async () => {
      const notes = await open(text())
      const meant: BlockShown[] = []
      const printed = (index: number) => meant[index]!.printed
      for (const [index, { kind, file }] of notes.blocks.entries()) {
        // Each of the two ways to make the topic is tried by itself.
        if (kind !== 'shell' || index === 6 || index === 7) {
          if (file !== null) await notes.save(index)
          continue
        }
        if (index === 23) {
          await notes.ask('bin/kafka-topics.sh --bootstrap-server my-kafka:9092 --create --topic test')
          await notes.ask('seq 60 | bin/kafka-console-producer.sh --bootstrap-server my-kafka:9092 --topic test')
        }
        meant[index] = await notes.run(index)
        if (meant[index].offer !== null) meant[index] = await notes.takeOffer(index)
        if (index === 16 || index === 17 || index === 21)
          meant[index] = await afterJoining(notes, index, index === 17 ? 'meant' : 'run')
      }
      expect(printed(8)).toContain('Created topic hello.kafka.')
      expect(printed(10)).toContain(
        'PartitionCount: 3\tReplicationFactor: 1\tConfigs: segment.bytes=1073741824,retention.ms=172800000',
      )
      expect(sorted(printed(16))).toEqual(['0', '1', '2', '3', 'hello', 'kafka', 'no1', 'no2', 'no3'])
      const keyed = ['key1-no1', 'key2-no2', 'key3-no3']
      const keyless = ['hello', 'kafka', '0', '1', '2', '3'].map((value) => `null-${value}`)
      expect(sorted(printed(17))).toEqual(expect.arrayContaining([...keyed, ...keyless]))
      expect(printed(20).match(/"name":"producer_send_success"/g)).toHaveLength(10)
      expect(printed(21)).toContain('"name":"records_consumed","count":10')
      expect(printed(23)).toContain('partition: test-0\tlow_watermark: 50')
    },
    PATIENCE_MS,
  )
})

/** Notes that leave -daemon out, since their author had a window for each server. */
const inForeground = [
  fence('bin/zookeeper-server-start.sh config/zookeeper.properties'),
  fence('bin/kafka-server-start.sh config/server.properties'),
  fence('bin/kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders'),
].join('\n')

test(
  'a block that starts a server in the foreground has a terminal of its own, as a consumer’s has, and its Stop ends the server',
  async () => {
    const notes = await open(inForeground, emptyMachine('kafka-2.5'))
    const keeper = await notes.run(0)
    expect(keeper.running).toBe(true)
    await notes.wait(2_000)
    expect((await notes.look(0)).printed).toContain('binding to port 0.0.0.0/0.0.0.0:2181')
    await notes.run(1)
    await notes.wait(5_000)
    const broker = await notes.look(1)
    expect(broker.running).toBe(true)
    expect(broker.printed).toContain('[KafkaServer id=1] started (kafka.server.KafkaServer)')
    const topics = await notes.run(2)
    expect(topics.printed).toContain('Created topic orders.')
    const stopped = await notes.stop(1)
    expect(stopped.running).toBe(false)
    expect(stopped.printed).toContain('[KafkaServer id=1] shut down completed (kafka.server.KafkaServer)')
    expect((await notes.look(0)).running).toBe(true)
  },
  PATIENCE_MS,
)
