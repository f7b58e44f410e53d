import '../testing/every-version.ts'
import { beforeEach, describe, expect, test } from 'vitest'
import { run } from '../engine/scheduler.ts'
import type { World } from '../engine/world.ts'
import { bareMachine, emptyCluster } from '../scenarios/index.ts'
import { runScript } from '../testing/headless-shell.ts'
import { simulatorModel } from './model.ts'

const SERVER = '--bootstrap-server localhost:9092'
let world: World

const sh = (script: string) => runScript(world, script)
const lines = (script: string) => sh(script).stdout.trimEnd().split('\n')
const pass = (ms: number) => run(world, { untilUs: world.nowUs + ms * 1_000 })
const FRESH_LOG = [
  '00000000000000000000.index',
  '00000000000000000000.log',
  '00000000000000000000.timeindex',
  'leader-epoch-checkpoint',
  'partition.metadata',
]

beforeEach(() => {
  world = simulatorModel.create(emptyCluster(), 1)
  sh(`kafka-topics.sh ${SERVER} --create --topic seg --replica-assignment 1:2,2:1,1:3
kafka-topics.sh ${SERVER} --create --topic alone --replica-assignment 1`)
})

// As the recorded 4.3.1 brokers had it.
describe('a broker’s log directory in the shell', () => {
  test('holds checkpoint files, the metadata log and a folder for each replica', () => {
    expect(lines('ls -a /tmp/kafka-logs-1')).toEqual([
      '.',
      '..',
      '.lock',
      '__cluster_metadata-0',
      'alone-0',
      'bootstrap.checkpoint',
      'cleaner-offset-checkpoint',
      'log-start-offset-checkpoint',
      'meta.properties',
      'recovery-point-offset-checkpoint',
      'replication-offset-checkpoint',
      'seg-0',
      'seg-1',
      'seg-2',
    ])
    expect(lines('ls /tmp/kafka-logs-1/alone-0')).toEqual(FRESH_LOG)
    expect(sh('cat /tmp/kafka-logs-1/alone-0/leader-epoch-checkpoint').stdout).toBe('0\n1\n0 0\n')
    // A follower notes the epoch with the first batch of it.
    expect(sh('cat /tmp/kafka-logs-2/seg-0/leader-epoch-checkpoint').stdout).toBe('')
    expect(sh('wc -c /tmp/kafka-logs-1/alone-0/00000000000000000000.index').stdout).toMatch(/^10485760 /)
  })

  test('shows high watermarks every five seconds, recovery points after half a minute', () => {
    sh(`echo a | kafka-console-producer.sh ${SERVER} --topic alone`)
    pass(6_000)
    const read = (name: string) => sh(`cat /tmp/kafka-logs-1/${name}-offset-checkpoint`).stdout
    expect(read('replication')).toBe('0\n4\nalone 0 1\nseg 2 0\nseg 1 0\nseg 0 0\n')
    expect([read('recovery-point'), read('log-start'), read('cleaner')]).toEqual(['', '', ''])
    pass(35_000)
    expect(read('recovery-point')).toBe('0\n4\nseg 1 0\nseg 2 0\nalone 0 0\nseg 0 0\n')
    expect(read('log-start')).toBe('0\n0\n')
  })

  test('says how the broker ended, and what a clean stop flushed and trimmed', () => {
    sh(`echo a | kafka-console-producer.sh ${SERVER} --topic alone\n:kill broker-1`)
    expect(lines('ls -a /tmp/kafka-logs-1')).toContain('.lock')
    sh(':start broker-1\nsleep 15\n:stop broker-1\nsleep 5')
    expect(lines('ls -a /tmp/kafka-logs-1')).not.toContain('.lock')
    expect(sh('cat /tmp/kafka-logs-1/.kafka_cleanshutdown').stdout).toMatch(/^\{"version":0,"brokerEpoch":\d+\}$/)
    expect(sh('cat /tmp/kafka-logs-1/recovery-point-offset-checkpoint').stdout).toContain('alone 0 1\n')
    expect(sh('wc -c /tmp/kafka-logs-1/alone-0/00000000000000000000.timeindex').stdout).toMatch(/^12 /)
    expect(lines('ls /tmp/kafka-logs-1/alone-0')).toContain('00000000000000000001.snapshot')
    // Where nothing was ever written there is nothing to take a snapshot of.
    expect(lines('ls /tmp/kafka-logs-1/seg-2')).toEqual(FRESH_LOG)
  })

  test('keeps the folders of a deleted topic for a minute under another name, whatever becomes of the process', () => {
    sh(`kafka-topics.sh ${SERVER} --delete --topic seg`)
    pass(2_000)
    const deleted = () => lines('ls /tmp/kafka-logs-1').filter((name) => name.endsWith('-delete'))
    expect(deleted().map((name) => name.replace(/\.[0-9a-f]{32}-/, '.…-'))).toEqual([
      'seg-0.…-delete',
      'seg-1.…-delete',
      'seg-2.…-delete',
    ])
    expect(sh('cat /tmp/kafka-logs-1/recovery-point-offset-checkpoint').stdout).toBe('0\n1\nalone 0 0\n')
    sh(':kill broker-1\n:start broker-1')
    expect(deleted()).toHaveLength(3)
    pass(65_000)
    expect(deleted()).toEqual([])
  })

  test('is only to be read, and says which files the simulator does not write out', () => {
    const { stderr } = sh(`echo x > /tmp/kafka-logs-1/meta.properties
rm /tmp/kafka-logs-1/meta.properties
cat /tmp/kafka-logs-1/__cluster_metadata-0/00000000000000000000.log /tmp/kafka-logs-1`)
    expect(stderr).toBe(`bash: line 1: /tmp/kafka-logs-1/meta.properties: Read-only file system
rm: cannot remove '/tmp/kafka-logs-1/meta.properties': Read-only file system
cat: /tmp/kafka-logs-1/__cluster_metadata-0/00000000000000000000.log: this simulator does not write this file out
cat: /tmp/kafka-logs-1: Is a directory
`)
  })

  test('a tool that is to dump such a file says the same, and not that there is none', () => {
    const log = '/tmp/kafka-logs-1/__cluster_metadata-0/00000000000000000000.log'
    expect(sh(`kafka-dump-log.sh --cluster-metadata-decoder --files ${log}`)).toMatchObject({
      stderr: `simulator: ${log}: this simulator does not write this file out\n`,
      exitCode: 1,
    })
  })
})

describe('index files of a segment that was just rolled', () => {
  const files = () => lines('ls /tmp/kafka-logs-1/alone-0').filter((name) => name.startsWith('0'))

  beforeEach(() => {
    sh(`kafka-configs.sh ${SERVER} --alter --entity-type topics --entity-name alone --add-config retention.ms=-1,retention.bytes=0,file.delete.delay.ms=100
echo a | kafka-console-producer.sh ${SERVER} --topic alone`)
    pass(400_000)
  })

  test('are not there, and reading at its end makes none', () => {
    sh(`kafka-console-consumer.sh ${SERVER} --topic alone --from-beginning --timeout-ms 2000`)
    expect(files()).toEqual(['00000000000000000001.log', '00000000000000000001.snapshot'])
  })

  test('are made by whoever looks for a time', () => {
    sh(`kafka-get-offsets.sh ${SERVER} --topic alone --time 1499999999999`)
    expect(files()).toContain('00000000000000000001.timeindex')
    expect(files()).toContain('00000000000000000001.index')
  })

  test('time retention needs the time index alone', () => {
    sh(`kafka-configs.sh ${SERVER} --alter --entity-type topics --entity-name alone --add-config retention.ms=3600000`)
    pass(310_000)
    expect(files()).toContain('00000000000000000001.timeindex')
    expect(files()).not.toContain('00000000000000000001.index')
  })
})

describe('libs/', () => {
  test('has the jars of the distribution, with their sizes and nothing to read', () => {
    expect(lines('ls libs | grep -c jar')).toEqual(['105'])
    expect(lines('ls libs | grep ^kafka_')).toEqual(['kafka_2.13-4.3.1.jar'])
    expect(lines('ls -l libs/kafka-clients-4.3.1.jar')[0]).toMatch(
      /^-r\S+ .* \d{7,} .* libs\/kafka-clients-4\.3\.1\.jar$/,
    )
    expect(sh('cat libs/kafka-clients-4.3.1.jar').exitCode).toBe(1)
    expect(sh('rm libs/kafka-clients-4.3.1.jar; ls libs | wc -l').stdout).toBe('105\n')
  })

  test('is of the version, and not there before Kafka is', () => {
    const old = simulatorModel.create(emptyCluster('kafka-2.5'), 1)
    expect(runScript(old, 'ls libs/zookeeper*').stdout).toBe(
      'libs/zookeeper-3.5.7.jar\nlibs/zookeeper-jute-3.5.7.jar\n',
    )
    const bare = simulatorModel.create(bareMachine('kafka-2.5'), 1)
    expect(runScript(bare, 'ls /tmp/kafka/libs').stdout).toBe('')
  })
})
