// A machine without Kafka and without Java, and the lines with which course notes bring them there.
import { describe, expect, test } from 'vitest'
import '../testing/every-version.ts'
import { nodeOf } from '../engine/processes.ts'
import { profileOf } from '../kafka/profile/registry.ts'
import { bareMachine, type Era } from '../scenarios/index.ts'
import { runScript } from '../testing/headless-shell.ts'
import { simulatorModel } from './model.ts'
import { withoutOwnVoice } from './own-voice.ts'

function played(era: Era, ...lines: string[]) {
  const world = simulatorModel.create(bareMachine(era), 1)
  const { commands } = runScript(world, `${lines.join('\n')}\n`)
  return { world, commands, said: (at: number) => `${commands[at]?.stdout}${commands[at]?.stderr}` }
}

const YUM = 'sudo yum install -y java-1.8.0-openjdk-devel.x86_64'
const WGET = 'wget https://archive.apache.org/dist/kafka/2.5.0/kafka_2.12-2.5.0.tgz'
const TAR = 'tar xvf kafka_2.12-2.5.0.tgz'

describe('the notes from the first line on', () => {
  test('nothing is there: no Java, no bin, no tool on the PATH, and what would help is said', () => {
    const { commands, said } = played(
      'kafka-2.5',
      'pwd',
      'ls',
      'java -version',
      'bin/zookeeper-server-start.sh -daemon config/zookeeper.properties',
      'kafka-topics.sh --list',
      'tar xvf kafka_2.12-2.5.0.tgz',
      'systemctl start kafka',
    )
    expect([said(0), said(1)]).toEqual(['/root\n', ''])
    expect(said(2)).toBe('bash: line 3: java: command not found\n')
    expect(withoutOwnVoice(said(3))).toBe('bash: line 4: bin/zookeeper-server-start.sh: No such file or directory\n')
    expect(said(3)).toContain('simulator: Kafka is not on this machine yet')
    expect(said(4)).toBe('bash: line 5: kafka-topics.sh: command not found\n')
    expect(said(5)).toContain('tar (child): kafka_2.12-2.5.0.tgz: Cannot open: No such file or directory\n')
    expect(said(6)).toBe('Failed to start kafka.service: Unit kafka.service not found.\n')
    expect(commands.map(({ exitCode }) => exitCode)).toEqual([0, 0, 127, 127, 127, 2, 5])
  })

  test('yum brings Java, wget the archive, tar its folder; the heap is that of the notes', () => {
    const { world, commands, said } = played(
      'kafka-2.5',
      YUM,
      'java -version',
      WGET,
      `${TAR} | grep -c bin/kafka-`,
      'cd kafka_2.12-2.5.0',
      'ls',
      'export KAFKA_HEAP_OPTS="-Xmx300m -Xms300m"',
      'echo $KAFKA_HEAP_OPTS',
      'bin/zookeeper-server-start.sh -daemon config/zookeeper.properties',
      'sleep 3',
      'bin/kafka-server-start.sh -daemon config/server.properties',
      'sleep 10',
      'tail -n 1 logs/server.log',
      "ps -ef | grep -c '[j]ava -Xmx300m -Xms300m -server'",
      'bin/kafka-topics.sh --bootstrap-server my-kafka:9092 --create --topic hello.kafka',
    )
    expect(said(0)).toBe('Installed:\n  java-1.8.0-openjdk-devel.x86_64\n\nComplete!\n')
    expect(said(1)).toMatch(/^openjdk version "1\.8\.0_/)
    expect(Number(commands[3]?.stdout)).toBeGreaterThan(20)
    expect(said(5)).toBe('bin\nconfig\nlibs\nlogs\n')
    expect(said(7)).toBe('-Xmx300m -Xms300m\n')
    expect(said(12)).toContain('[KafkaServer id=1] started (kafka.server.KafkaServer)\n')
    expect(said(13)).toBe('2\n')
    expect(said(14)).toContain('Created topic hello.kafka.')
    expect(nodeOf(world, 'broker-1').status).toBe('running')
  })

  test('without cd the tools are not found, which is where most notes leave a step out', () => {
    const { said } = played('kafka-2.5', YUM, WGET, TAR, 'bin/kafka-topics.sh --version')
    expect(withoutOwnVoice(said(3))).toBe('bash: line 4: bin/kafka-topics.sh: No such file or directory\n')
    expect(said(3)).toContain('go there first, with cd /root/kafka_2.12-2.5.0\n')
  })

  test('without Java Kafka’s scripts have nothing to run', () => {
    const { commands, said } = played('kafka-2.5', WGET, TAR, 'kafka_2.12-2.5.0/bin/kafka-topics.sh --version')
    expect(said(2)).toBe('/tmp/kafka/bin/kafka-run-class.sh: line 315: exec: java: not found\n')
    expect(commands[2]?.exitCode).toBe(127)
  })
})

test.each([
  ['mv', ['mv kafka_2.12-2.5.0 kafka', 'cd kafka']],
  ['ln', ['ln -s kafka_2.12-2.5.0 kafka', 'cd kafka']],
  ['another place', ['tar xzf kafka_2.12-2.5.0.tgz -C /opt', 'cd /opt/kafka_2.12-2.5.0']],
  [
    'its own folder',
    ['mkdir -p /opt/kafka', 'tar -xzf kafka_2.12-2.5.0.tgz -C /opt/kafka --strip-components=1', 'cd /opt/kafka'],
  ],
  ['the PATH', ['export PATH=$PATH:~/kafka_2.12-2.5.0/bin', 'cd kafka_2.12-2.5.0']],
])('Kafka is where the notes put it: %s', (_how, lines) => {
  const { commands } = played(
    'kafka-2.5',
    YUM,
    WGET,
    TAR,
    ...lines,
    'bin/kafka-topics.sh --version',
    'ls bin | head -n 1',
    'kafka-topics.sh --version',
  )
  const last = lines[0]?.includes('PATH') === true ? 0 : 127
  expect(commands.slice(3).map(({ exitCode }) => exitCode)).toEqual([...lines.map(() => 0), 0, 0, last])
  expect(commands.at(-3)?.stdout).toContain('2.5.0')
})

test('the archive of another version: what this machine has lies behind that name', () => {
  const { kafkaVersion } = profileOf('kafka-4')
  const { said } = played(
    'kafka-4',
    YUM,
    WGET,
    'tar xzf kafka_2.12-2.5.0.tgz',
    'cd kafka_2.12-2.5.0',
    'bin/kafka-topics.sh --version',
  )
  expect(said(2)).toBe(`simulator: What this machine has is Kafka ${kafkaVersion}: it lies in kafka_2.12-2.5.0 now.\n`)
  expect(said(4)).toContain(kafkaVersion)
})
