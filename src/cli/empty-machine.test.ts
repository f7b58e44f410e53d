// A machine on which nothing runs yet, and the lines of course notes that start everything.
import { describe, expect, test } from 'vitest'
import '../testing/every-version.ts'
import { nodeOf } from '../engine/processes.ts'
import { buildImage } from '../kafka/observe/image/build-image.ts'
import { type Era, emptyMachine } from '../scenarios/index.ts'
import { runScript } from '../testing/headless-shell.ts'
import { simulatorModel } from './model.ts'

const KEEPER: Record<Era, readonly [node: string, start: string]> = {
  'kafka-2.5': ['zookeeper-1', 'bin/zookeeper-server-start.sh -daemon config/zookeeper.properties'],
  'kafka-4': ['controller-101', 'bin/kafka-server-start.sh -daemon config/controller.properties'],
}
const BROKER = 'bin/kafka-server-start.sh -daemon config/server.properties'
/** What has to be done once before the first start. */
const FORMAT: Record<Era, readonly string[]> = {
  'kafka-2.5': [],
  'kafka-4': [
    'KAFKA_CLUSTER_ID="$(bin/kafka-storage.sh random-uuid)"',
    'bin/kafka-storage.sh format --standalone -t $KAFKA_CLUSTER_ID -c config/controller.properties',
    'bin/kafka-storage.sh format -t $KAFKA_CLUSTER_ID -c config/server.properties',
  ],
}
const CREATE = 'bin/kafka-topics.sh --bootstrap-server localhost:9092 --create --topic hello.kafka'

/** After the formatting, which is no command of the story's. */
function played(era: Era, ...lines: string[]) {
  const world = simulatorModel.create(emptyMachine(era), 1)
  if (FORMAT[era].length > 0) runScript(world, `${FORMAT[era].join('\n')}\n`, { terminal: 'before' })
  const { commands } = runScript(world, `${lines.join('\n')}\n`)
  return { world, commands, said: (at: number) => `${commands[at]?.stdout}${commands[at]?.stderr}` }
}

describe.each(Object.keys(KEEPER) as Era[])('%s', (era) => {
  const [keeper, startKeeper] = KEEPER[era]

  test('nothing runs, as jps, nc and the stage say', () => {
    const { world, commands } = played(era, 'jps', 'nc -z localhost 9092')
    expect(commands[0]?.stdout).toMatch(/^\d+ Jps\n$/)
    expect(commands[1]?.exitCode).toBe(1)
    expect([keeper, 'broker-1'].map((id) => nodeOf(world, id).status)).toEqual(['stopped', 'stopped'])
    expect(buildImage(world).brokers.get('broker-1')?.status).toBe('stopped')
  })

  test('the lines of the notes start one after the other, and then there are topics', () => {
    const { commands, said } = played(
      era,
      startKeeper,
      'sleep 5',
      BROKER,
      'sleep 20',
      'jps',
      'tail -n 1 logs/server.log',
      CREATE,
    )
    expect([said(0), said(2)]).toEqual(['', ''])
    expect(commands[4]?.stdout).toMatch(/ Kafka\n/)
    expect(commands[5]?.stdout).toMatch(/ started \(kafka\.server/)
    expect(commands[6]?.stdout).toContain('Created topic hello.kafka.')
  })

  test('a broker that is started first waits a while for who is not there', () => {
    const { world, said } = played(era, BROKER, 'sleep 3', startKeeper, 'sleep 60', CREATE)
    expect(nodeOf(world, 'broker-1').status).toBe('running')
    expect(said(4)).toContain('Created topic hello.kafka.')
  })
})

test('without ZooKeeper a broker of 2.5 gives up in the end, of which only its log tells', () => {
  const { world, commands } = played('kafka-2.5', BROKER, 'sleep 120', 'tail -n 5 logs/server.log')
  expect(nodeOf(world, 'broker-1').status).toBe('stopped')
  expect(commands[0]).toMatchObject({ stdout: '', stderr: '', exitCode: 0 })
  expect(commands[2]?.stdout).toContain(
    'ZooKeeperClientTimeoutException: Timed out waiting for connection while in state: CONNECTING',
  )
})

describe('without a controller a broker of 4.3.1 gives up after a minute', () => {
  const LAST = `ERROR Exiting Kafka due to fatal exception during startup. (kafka.Kafka$)
java.lang.RuntimeException: Received a fatal error while waiting for the controller to acknowledge that we are caught up
`

  test('which its log alone tells of where it was started in the background', () => {
    const { world, commands } = played(
      'kafka-4',
      BROKER,
      'sleep 58',
      'jps',
      'sleep 3',
      'jps',
      'tail -n 5 logs/server.log',
    )
    expect(nodeOf(world, 'broker-1').status).toBe('stopped')
    expect([commands[0]?.stdout, commands[0]?.exitCode]).toEqual(['', 0])
    expect(commands[2]?.stdout).toMatch(/ Kafka\n/)
    expect(commands[4]?.stdout).not.toMatch(/ Kafka\n/)
    const said = commands[5]?.stdout.replaceAll(/^\[[^\]]+\] /gm, '')
    expect(
      said,
    ).toBe(`ERROR [BrokerLifecycleManager id=1] Shutting down because we were unable to register with the controller quorum. (org.apache.kafka.server.BrokerLifecycleManager)
INFO [BrokerServer id=1] shutting down (kafka.server.BrokerServer)
INFO [BrokerServer id=1] shut down completed (kafka.server.BrokerServer)
${LAST}`)
  })

  test('and its terminal where it runs in one; the limit is a line of its file', () => {
    const { commands } = played(
      'kafka-4',
      'time bin/kafka-server-start.sh config/server.properties --override initial.broker.registration.timeout.ms=5000',
    )
    expect(commands[0]).toMatchObject({ exitCode: 1 })
    expect(commands[0]?.stdout.replaceAll(/^\[[^\]]+\] /gm, '')).toContain(LAST)
    expect(commands[0]?.stderr).toMatch(/real\t0m6\.\d+s/)
  })
})

describe('KRaft: what was never formatted does not start', () => {
  const UNFORMATTED =
    'ERROR Exiting Kafka due to fatal exception (kafka.Kafka$)\njava.lang.RuntimeException: No readable meta.properties files found.\n'

  function fresh(...lines: string[]) {
    const world = simulatorModel.create(emptyMachine('kafka-4'), 1)
    const { commands } = runScript(world, `${lines.join('\n')}\n`)
    return {
      world,
      commands,
      told: (at: number) => `${commands[at]?.stdout}${commands[at]?.stderr}`.replaceAll(/^\[[^\]]+\] /gm, ''),
    }
  }

  test('broker and controller die of it, their terminals say so, and there is no directory yet', () => {
    const { world, commands, told } = fresh(
      'bin/kafka-server-start.sh config/server.properties',
      'bin/kafka-server-start.sh config/controller.properties',
      'ls /tmp',
      'bin/kafka-server-start.sh -daemon config/server.properties',
      'sleep 1',
      'tail -n 2 logs/server.log',
      'bin/kafka-storage.sh info -c config/server.properties',
    )
    expect([told(0), told(1), told(3), told(5)]).toEqual([UNFORMATTED, UNFORMATTED, '', UNFORMATTED])
    expect([commands[0]?.exitCode, commands[1]?.exitCode, commands[3]?.exitCode]).toEqual([1, 1, 0])
    expect(told(2)).toBe('kafka\n')
    expect(commands[6]).toMatchObject({ stdout: 'Found problem:\n  /tmp/kafka-logs-1 does not exist\n\n', exitCode: 1 })
    expect(['controller-101', 'broker-1'].map((id) => nodeOf(world, id).status)).toEqual(['stopped', 'stopped'])
  })

  test('formatted with one id, as the quickstart has it, they are a cluster of that id', () => {
    const { commands, told } = fresh(
      ...FORMAT['kafka-4'],
      'ls /tmp/kafka-logs-1 /tmp/kraft-controller-logs-101/meta.properties',
      'bin/kafka-storage.sh info -c config/server.properties',
      'bin/kafka-server-start.sh -daemon config/controller.properties',
      'sleep 2',
      BROKER,
      'sleep 10',
      'test $(bin/kafka-cluster.sh cluster-id --bootstrap-server localhost:9092 | cut -d" " -f3) = $KAFKA_CLUSTER_ID && echo same',
    )
    expect(told(1)).toContain(
      '\nFormatting dynamic metadata voter directory /tmp/kraft-controller-logs-101 with metadata.version 4.3-IV0.\n',
    )
    expect(told(2)).toContain('\nFormatting metadata directory /tmp/kafka-logs-1 with metadata.version 4.3-IV0.\n')
    expect(told(3)).toBe(
      '/tmp/kraft-controller-logs-101/meta.properties\n\n/tmp/kafka-logs-1:\nbootstrap.checkpoint\nmeta.properties\n',
    )
    expect(commands[4]?.stdout).toMatch(
      /^Found log directory:\n {2}\/tmp\/kafka-logs-1\n\nFound metadata: \{cluster\.id=[\w-]{22}, directory\.id=[\w-]{22}, node\.id=1, version=1\}\n\n$/,
    )
    expect(commands.at(-1)?.stdout).toBe('same\n')
  })

  test('formatting twice is refused, passed over when asked to, and for another cluster an exception', () => {
    const { commands, told } = fresh(
      ...FORMAT['kafka-4'],
      'bin/kafka-storage.sh format -t $KAFKA_CLUSTER_ID -c config/server.properties',
      'bin/kafka-storage.sh format -t $KAFKA_CLUSTER_ID -c config/server.properties --ignore-formatted',
      'bin/kafka-storage.sh format -t $(bin/kafka-storage.sh random-uuid) -c config/server.properties --ignore-formatted',
      'bin/kafka-storage.sh format --standalone -t $KAFKA_CLUSTER_ID -c config/server.properties',
      'bin/kafka-storage.sh format -t $KAFKA_CLUSTER_ID -c config/controller.properties',
    )
    expect(told(3)).toContain(
      'Log directory /tmp/kafka-logs-1 is already formatted. Use --ignore-formatted to ignore this directory and format the others.\n',
    )
    expect(commands[4]).toMatchObject({ stdout: 'All of the log directories are already formatted.\n', exitCode: 0 })
    expect(told(5)).toMatch(
      /java\.lang\.RuntimeException: Invalid cluster\.id in: \/tmp\/kafka-logs-1\/meta\.properties\. Expected [\w-]{22}, but read [\w-]{22}\n/,
    )
    expect(told(6)).toContain('You can only use --standalone on a controller.\n')
    expect(told(6)).toContain('format config/controller.properties with --standalone')
    expect(told(7)).toContain('Because controller.quorum.voters is not set on this controller')
    expect([3, 5, 6, 7].map((at) => commands[at]?.exitCode)).toEqual([1, 1, 1, 1])
  })

  test('a broker that was formatted for another cluster finds nobody, and gives up', () => {
    const { world, told } = fresh(
      'bin/kafka-storage.sh format --standalone -t $(bin/kafka-storage.sh random-uuid) -c config/controller.properties',
      'bin/kafka-storage.sh format -t $(bin/kafka-storage.sh random-uuid) -c config/server.properties',
      'bin/kafka-server-start.sh -daemon config/controller.properties',
      'sleep 2',
      'bin/kafka-server-start.sh config/server.properties',
    )
    expect(told(4)).toContain('ERROR [RaftManager id=1] Unexpected error INCONSISTENT_CLUSTER_ID in FETCH response')
    expect(told(4)).toContain('we were unable to register with the controller quorum.')
    expect(['controller-101', 'broker-1'].map((id) => nodeOf(world, id).status)).toEqual(['running', 'stopped'])
  })

  test('whoever starts them on the stage has them formatted, as images of containers do', () => {
    const { world } = fresh()
    for (const node of ['controller-101', 'broker-1']) simulatorModel.applyCommand(world, { type: 'StartNode', node })
    const { commands } = runScript(world, `sleep 10\n${CREATE}\n`)
    expect(commands[1]?.stdout).toContain('Created topic hello.kafka.')
  })
})
