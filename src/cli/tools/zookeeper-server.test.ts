// ZooKeeper's servers, started and stopped by Kafka's own scripts, with the lines of the course notes.
import { expect, test } from 'vitest'
import '../../testing/every-version.ts'
import { nodeOf } from '../../engine/processes.ts'
import { emptyCluster, oneBroker } from '../../scenarios/index.ts'
import { runScript } from '../../testing/headless-shell.ts'
import { simulatorModel } from '../model.ts'

function played(spec: ReturnType<typeof oneBroker>, ...lines: string[]) {
  const world = simulatorModel.create(spec, 1)
  const { commands } = runScript(world, `${lines.join('\n')}\n`)
  return { commands, status: (id: number) => nodeOf(world, `zookeeper-${id}`).status }
}

const START = 'bin/zookeeper-server-start.sh'

test('the notes: the server is stopped and started in the background, silently', () => {
  const stopped = played(
    oneBroker('kafka-2.5'),
    'bin/zookeeper-server-stop.sh',
    'sleep 2',
    'bin/zookeeper-server-stop.sh',
  )
  expect(stopped.commands[0]).toMatchObject({ stdout: '', stderr: '', exitCode: 0 })
  expect(stopped.commands[2]).toMatchObject({ stdout: 'No zookeeper server to stop\n', exitCode: 1 })
  expect(stopped.status(1)).toBe('stopped')

  const { commands, status } = played(
    oneBroker('kafka-2.5'),
    'bin/zookeeper-server-stop.sh',
    'sleep 2',
    `${START} -daemon config/zookeeper.properties`,
    'sleep 5',
    'bin/kafka-topics.sh --bootstrap-server localhost:9092 --create --topic hello.kafka',
  )
  expect(commands[2]).toMatchObject({ stdout: '', stderr: '', exitCode: 0 })
  expect(status(1)).toBe('running')
  expect(commands[4]?.stdout).toContain('Created topic hello.kafka.')
})

test('of an ensemble each has a file, and whose clientPort a file says is started', () => {
  const { commands, status } = played(
    emptyCluster('kafka-2.5'),
    'bin/zookeeper-server-stop.sh',
    'sleep 2',
    `nohup ${START} config/zookeeper-2.properties &`,
    'sleep 2',
    `${START} -daemon config/zookeeper-3.properties`,
    'sleep 5',
  )
  expect([1, 2, 3].map(status)).toEqual(['stopped', 'running', 'running'])
  expect(commands[3]?.stdout).toContain(
    'INFO Starting quorum peer (org.apache.zookeeper.server.quorum.QuorumPeerMain)\n',
  )
})

test('a second one on a port dies, and so does one without a file or with another port', () => {
  const { commands } = played(
    oneBroker('kafka-2.5'),
    START,
    `${START} nowhere.properties`,
    `${START} config/zookeeper.properties`,
    "sed 's/2181/2191/' config/zookeeper.properties > other.properties",
    `${START} ./other.properties`,
    "sed 's/^maxClientCnxns.*/maxClientCnxns=60/' config/zookeeper.properties > more.properties",
    `${START} -daemon more.properties`,
  )
  expect(commands[0]?.stdout).toMatch(/^USAGE: .*zookeeper-server-start\.sh \[-daemon\] zookeeper\.properties\n$/)
  expect(commands[1]).toMatchObject({ stderr: 'Invalid config, exiting abnormally\n', exitCode: 2 })
  expect(commands[1]?.stdout).toContain('java.lang.IllegalArgumentException: nowhere.properties file is missing\n')
  expect(commands[2]?.stdout).toContain('java.net.BindException: Address already in use\n')
  expect(commands[2]?.exitCode).toBe(1)
  expect(commands[4]?.stderr).toContain('no ZooKeeper server of this run has clientPort 2191; there are: 2181')
  expect(commands[6]?.stderr).toContain('maxClientCnxns')
})
