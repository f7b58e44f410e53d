// Starting and stopping the servers of the machine by Kafka's own scripts, with the lines of the course notes.

import { describe, expect, test } from 'vitest'
import '../../testing/every-version.ts'
import { nodeOf } from '../../engine/processes.ts'
import { type Era, emptyCluster, oneBroker } from '../../scenarios/index.ts'
import { runScript } from '../../testing/headless-shell.ts'
import { simulatorModel } from '../model.ts'

function played(era: Era, ...lines: string[]) {
  const world = simulatorModel.create(oneBroker(era), 1)
  const { commands } = runScript(world, `${lines.join('\n')}\n`)
  return { world, commands, status: () => nodeOf(world, 'broker-1').status }
}

const DAEMON = 'bin/kafka-server-start.sh -daemon config/server.properties'

const STOP: Record<string, string> = {
  'kafka-2.5': 'bin/kafka-server-stop.sh',
  // Without its controllers a broker would wait long for leave to go.
  'kafka-4': 'bin/kafka-server-stop.sh --process-role=broker',
}

describe.each<[Era, string]>([
  ['kafka-2.5', '[KafkaServer id=1] started (kafka.server.KafkaServer)'],
  ['kafka-4', '[KafkaRaftServer nodeId=1] Kafka Server started (kafka.server.KafkaRaftServer)'],
])('%s', (era, started) => {
  test('the notes: the broker is stopped and started in the background, silently, and the log says that it is there', () => {
    const { commands, status } = played(
      era,
      STOP[era] ?? '',
      'sleep 10',
      DAEMON,
      'sleep 20',
      'tail -n 1 logs/server.log',
    )
    expect(commands[0]).toMatchObject({ stdout: '', stderr: '', exitCode: 0 })
    expect(commands[2]).toMatchObject({ stdout: '', stderr: '', exitCode: 0 })
    expect(commands.at(-1)?.stdout).toContain(started)
    expect(status()).toBe('running')
  })

  test('the misspelt line is passed over; the right name with the wrong protocol kills it, and nobody hears of it', () => {
    const { commands, status } = played(
      era,
      STOP[era] ?? '',
      'sleep 10',
      'echo advertised.listeners=PALINTEXT://host.name:9092 >> config/server.properties',
      DAEMON,
      'sleep 5',
      'tail -n 1 logs/server.log',
    )
    expect(commands[3]).toMatchObject({ stdout: '', stderr: '', exitCode: 0 })
    expect(commands.at(-1)?.stdout).toMatch(/^java\.lang\.IllegalArgumentException: .* listener PALINTEXT\n$/)
    expect(status()).toBe('stopped')
  })

  test('a second one on the same directories dies, and the first goes on', () => {
    const { commands, status } = played(era, 'bin/kafka-server-start.sh config/server.properties')
    expect(commands[0]?.stdout).toContain('Failed to acquire lock on file .lock in /tmp/kafka-logs-1.')
    expect(commands[0]?.exitCode).toBe(1)
    expect(status()).toBe('running')
    const wrong = played(era, 'bin/kafka-server-start.sh config/server.properties --override num.partitions=0')
    expect(wrong.commands[0]?.stdout).toContain('Invalid value 0 for configuration num.partitions')
  })

  test('without a file it says how it is called; one that is not there is an exception', () => {
    const { commands } = played(era, 'bin/kafka-server-start.sh', 'bin/kafka-server-start.sh nowhere.properties')
    expect(commands[0]).toMatchObject({ exitCode: 1 })
    expect(commands[0]?.stdout).toMatch(/^USAGE: .*kafka-server-start\.sh \[-daemon\] server\.properties/)
    expect(commands[1]?.stdout).toContain('java.nio.file.NoSuchFileException: nowhere.properties')
  })

  test('what stands behind --override goes before the file', () => {
    const { world } = played(era, STOP[era] ?? '', 'sleep 10', `${DAEMON} --override num.partitions=5`, 'sleep 5')
    expect((nodeOf(world, 'broker-1').spec as { config: Record<string, string> }).config['num.partitions']).toBe('5')
  })
})

test('where nothing runs there is nothing to stop; of several nodes one can be named since KRaft', () => {
  const world = simulatorModel.create(emptyCluster(), 1)
  const { commands } = runScript(
    world,
    'kafka-server-stop.sh --node-id=2\nsleep 10\nkafka-server-stop.sh --process-role=broker\nsleep 60\nkafka-server-stop.sh --process-role=broker\n',
  )
  expect(commands.at(-1)).toMatchObject({ stdout: 'No kafka server to stop\n', exitCode: 1 })
  expect(['broker-1', 'broker-2', 'broker-3', 'controller-101'].map((id) => nodeOf(world, id).status)).toEqual([
    ...['stopped', 'stopped', 'stopped', 'running'],
  ])
})
