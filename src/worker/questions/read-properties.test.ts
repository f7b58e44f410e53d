// What a reader is told of a properties file while it is being edited, in both eras.

import { describe, expect, test } from 'vitest'
import '../../testing/every-version.ts'
import { refuse, simulatorModel } from '../../cli/model.ts'
import { run, runCommand } from '../../engine/scheduler.ts'
import type { ClusterSpec, Command } from '../../kafka/cluster/commands.ts'
import { buildImage } from '../../kafka/observe/image/build-image.ts'
import type { Era } from '../../scenarios/index.ts'
import { emptyCluster, oneBroker } from '../../scenarios/index.ts'
import type { Asked } from './question.ts'
import { readProperties } from './read-properties.ts'

function asked(era: Era) {
  const world = simulatorModel.create(oneBroker(era), 1)
  return { timeline: { world } } as unknown as Asked
}

const ERAS: readonly Era[] = ['kafka-4', 'kafka-2.5']

/** Of the one broker's file, with some lines more. */
function edited(era: Era, ...lines: string[]) {
  const here = asked(era)
  const of = { kind: 'broker', node: 'broker-1' } as const
  const { text } = readProperties.answer(here, { type: 'readProperties', of, text: null })
  return readProperties.answer(here, { type: 'readProperties', of, text: `${text}${lines.join('\n')}\n` })
}

describe.each(ERAS)('the file of a broker of %s', (era) => {
  test('as it lies there, nothing is said of it', () => {
    const { notes, path, text, original } = edited(era)
    expect(notes).toEqual([])
    expect(path).toBe('/tmp/kafka/config/server.properties')
    expect(text.trimEnd()).toBe(original.trimEnd())
    expect(text).toContain('############################# Log Retention Policy #############################')
    expect(text).toMatch(/^#log\.retention\.bytes=1073741824$/m)
  })

  test("the notes' line is a name that Kafka does not know, and what was meant is offered", () => {
    const { notes, text } = edited(era, 'adverties.listener=PALINTEXT://host.name:9092')
    expect(notes).toEqual([
      {
        line: text.split('\n').indexOf('adverties.listener=PALINTEXT://host.name:9092') + 1,
        kind: 'unknown',
        name: 'adverties.listener',
        words: '',
        meant: 'advertised.listeners=PLAINTEXT://host.name:9092',
      },
    ])
  })

  test('with the name alone put right the broker would not start', () => {
    const { notes } = edited(era, 'advertised.listeners=PALINTEXT://host.name:9092')
    const [named] = era === 'kafka-4' ? ['[PALINTEXT://host.name:9092]'] : ['PALINTEXT://host.name:9092']
    expect(notes).toMatchObject([
      {
        kind: 'refused',
        name: 'advertised.listeners',
        words: `java.lang.IllegalArgumentException: Error creating broker listeners from '${named}': No security protocol defined for listener PALINTEXT`,
        meant: 'advertised.listeners=PLAINTEXT://host.name:9092',
      },
    ])
  })

  test('what it was meant to be is taken', () => {
    expect(edited(era, 'advertised.listeners=PLAINTEXT://host.name:9092').notes).toEqual([])
  })

  test('a name that stands there twice counts where it stands last, and is refused where its value is none', () => {
    const { notes } = edited(era, 'num.partitions=2', 'num.partitions=many')
    expect(notes.map(({ kind, name }) => [kind, name])).toEqual([
      ['again', 'num.partitions'],
      ['again', 'num.partitions'],
      ['refused', 'num.partitions'],
    ])
    expect(notes[2]?.words).toContain('Invalid value many for configuration num.partitions: Not a number of type INT')
  })

  test('what Kafka acts on and nothing here does is said', () => {
    expect(edited(era, 'num.io.threads=3').notes).toMatchObject([
      { kind: 'again' },
      { kind: 'withoutEffect', name: 'num.io.threads' },
    ])
  })

  test('where it listens cannot be changed here, and the line that says so is named', () => {
    expect(edited(era, 'listeners=PLAINTEXT://localhost:19999').notes.at(-1)).toMatchObject({
      kind: 'decided',
      name: 'listeners',
    })
    expect(edited(era, 'listeners=PLAINTEXT://:9092').notes.filter(({ kind }) => kind !== 'again')).toEqual([])
  })
})

test('a new cluster of an era has that era’s file', () => {
  const of = { kind: 'newCluster', spec: emptyCluster('kafka-2.5') } as const
  const fresh = readProperties.answer(asked('kafka-4'), { type: 'readProperties', of, text: null })
  expect(fresh.text).toContain('zookeeper.connect=localhost:2181,localhost:2182,localhost:2183\n')
  expect(fresh.notes).toEqual([])
  const text = `${fresh.text}inter.broker.listener.name=INTERNAL\n`
  expect(readProperties.answer(asked('kafka-4'), { type: 'readProperties', of, text }).notes).toMatchObject([
    {
      kind: 'refused',
      words:
        'org.apache.kafka.common.config.ConfigException: Listener with name INTERNAL defined in inter.broker.listener.name not found in listener.security.protocol.map.',
    },
  ])
})

test('settings of clients are a file as well', () => {
  const of = { kind: 'producer', config: { acks: 'all' } } as const
  const read = (text: string | null) => readProperties.answer(asked('kafka-4'), { type: 'readProperties', of, text })
  expect(read(null)).toMatchObject({ text: 'acks=all\n', notes: [] })
  expect(read('ack=all\n').notes).toMatchObject([{ kind: 'unknown', meant: 'acks=all' }])
  expect(read('acks=3\n').notes).toMatchObject([{ kind: 'refused', name: 'acks' }])
})

describe.each(ERAS)('a file of %s with which no broker starts', (era) => {
  const shipped = emptyCluster(era)
  const asShipped = readProperties.answer(asked(era), {
    ...{ type: 'readProperties', of: { kind: 'newCluster', spec: shipped }, text: null },
  })
  const WRONG = 'advertised.listeners=PALINTEXT://host.name:9092'
  const filesFor = (made: ClusterSpec, text: string) => {
    const of = { kind: 'newCluster', spec: shipped, made } as const
    return readProperties.answer(asked(era), { type: 'readProperties', of, text }).files ?? {}
  }

  test('lies in each broker’s folder, who it is and where left as it is', () => {
    const files = filesFor(shipped, `${asShipped.text}${WRONG}\n`)
    const paths = shipped.brokers.map(({ id }) => `/tmp/kafka/config/broker-${id}.properties`)
    expect(Object.keys(files)).toEqual(paths)
    for (const { id } of shipped.brokers) {
      const file = files[`/tmp/kafka/config/broker-${id}.properties`]
      expect(file).toContain(`\nlisteners=PLAINTEXT://localhost:${9091 + id}\n`)
      expect(file).toContain(`\nlog.dirs=/tmp/kafka-logs-${id}\n`)
      expect(file).toContain(`\n${WRONG}\n`)
    }
  })

  test('each broker dies of it as Kafka’s do, and comes back with the line put right', () => {
    const made = oneBroker(era)
    const files = filesFor(made, `${asShipped.text}${WRONG}\n`)
    expect(Object.keys(files)).toEqual(['/tmp/kafka/config/server.properties'])
    const world = simulatorModel.create(made, 1)
    const give = (command: Command) => {
      expect(refuse(world, command)).toBeNull()
      runCommand(world, () => simulatorModel.applyCommand(world, command))
      run(world, { untilUs: world.nowUs + 5_000_000 })
    }
    const row = () => buildImage(world).brokers.get('broker-1')
    const write = (text: string) =>
      give({ type: 'WriteFile', path: '/tmp/kafka/config/server.properties', content: text })
    write(files['/tmp/kafka/config/server.properties'] ?? '')
    give({ type: 'KillNode', node: 'broker-1' })
    give({ type: 'StartNode', node: 'broker-1' })
    expect(row()?.startFailure).toContain('No security protocol defined for listener PALINTEXT')
    run(world, { untilUs: world.nowUs + 20_000_000 })
    write(filesFor(made, asShipped.text)['/tmp/kafka/config/server.properties'] ?? '')
    give({ type: 'StartNode', node: 'broker-1' })
    expect(row()).toMatchObject({ status: 'running' })
  })
})
