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
const CREATE = 'bin/kafka-topics.sh --bootstrap-server localhost:9092 --create --topic hello.kafka'

function played(era: Era, ...lines: string[]) {
  const world = simulatorModel.create(emptyMachine(era), 1)
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
