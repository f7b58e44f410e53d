// One of several log directories of a broker fails: in both eras the broker goes on with the others, and the controller
// gives the partitions of the failed one to other leaders.

import { beforeEach, describe, expect, test } from 'vitest'
import { simulatorModel } from '../../cli/model.ts'
import type { World } from '../../engine/world.ts'
import { emptyCluster } from '../../scenarios/index.ts'
import { TestCluster, TestTopic } from '../../testing/cluster-of.ts'
import '../../testing/every-version.ts'
import { runScript } from '../../testing/headless-shell.ts'
import { PROFILE_NAMES, type ProfileName } from '../profile/properties-registry.ts'

const SERVER = '--bootstrap-server localhost:9092'
const FOLDERS = ['/disk-a/kafka-1', '/disk-b/kafka-1']

let t: TestCluster
let next = 0

/** Broker 1 has two directories, the others have one each. */
function twoFolders(profile: ProfileName): TestCluster {
  const spec = emptyCluster(profile)
  const brokers = [1, 2, 3].map((id) => ({
    ...{ id, rack: null },
    config: (id === 1 ? { 'log.dirs': FOLDERS.join(',') } : {}) as Record<string, string>,
  }))
  const cluster = new TestCluster(simulatorModel.create({ ...spec, brokers }, 1))
  cluster.runFor({ ms: 2_000 })
  return cluster
}

const shell = (world: World, script: string) => runScript(world, script, { terminal: `t${next++}` }).stdout
const create = (topic: string, assignment: string) => {
  shell(t.world, `kafka-topics.sh ${SERVER} --create --topic ${topic} --replica-assignment ${assignment}`)
  t.runFor({ ms: 1_500 })
}
const described = (topic: string, server = 'localhost:9092') =>
  shell(t.world, `kafka-topics.sh --bootstrap-server ${server} --describe --topic ${topic}`)
    .split('\n')
    .flatMap(
      (line) => /Partition: (\d+)\tLeader: (\S+)\tReplicas: (\S+)\tIsr: (\S*)/.exec(line)?.slice(1).join(' ') ?? [],
    )
const logDirs = (broker = 1): { logDir: string; error: string | null; partitions: { partition: string }[] }[] => {
  const said = shell(
    t.world,
    `kafka-log-dirs.sh ${SERVER} --describe --topic-list t,solo,later --broker-list ${broker}`,
  )
  return JSON.parse(said.split('\n').at(-2) ?? '').brokers[0].logDirs
}
const placedIn = (folder: string) =>
  logDirs()
    .find(({ logDir }) => logDir === folder)
    ?.partitions.map(({ partition }) => partition)
    .sort((a, b) => (a < b ? -1 : 1))
const fail = (directory: string) => t.command({ type: 'FailDisk', broker: 'broker-1', directory })
const isRunning = () => t.world.nodes.get('broker-1')?.state !== null

describe.each(PROFILE_NAMES)('%s', (profile) => {
  beforeEach(() => {
    t = twoFolders(profile)
    create('t', '1:2:3,1:2:3,1:2:3,1:2:3')
    create('solo', '1,1')
  })

  test('new replicas come to lie where the fewest are', () => {
    // As the real brokers placed them in the recordings of both versions.
    expect(placedIn('/disk-a/kafka-1')).toEqual(
      profile === 'kafka-4' ? ['solo-0', 't-1', 't-3'] : ['solo-1', 't-1', 't-3'],
    )
    expect(placedIn('/disk-b/kafka-1')).toEqual(
      profile === 'kafka-4' ? ['solo-1', 't-0', 't-2'] : ['solo-0', 't-0', 't-2'],
    )
  })

  test('the broker stays, others lead what lay in the failed directory, and what nobody else has is led by nobody', () => {
    fail('/disk-b/kafka-1')
    t.runFor({ ms: 3_000 })
    expect(isRunning()).toBe(true)
    expect(described('t')).toEqual(['0 2 1,2,3 2,3', '1 1 1,2,3 1,2,3', '2 2 1,2,3 2,3', '3 1 1,2,3 1,2,3'])
    const isr = profile === 'kafka-4' ? '' : '1'
    const led = profile === 'kafka-4' ? 0 : 1
    expect(described('solo')).toEqual(
      [0, 1].map((partition) => (partition === led ? `${partition} 1 1 1` : `${partition} none 1 ${isr}`)),
    )
    expect(logDirs().find(({ logDir }) => logDir === '/disk-b/kafka-1')).toEqual({
      ...{ logDir: '/disk-b/kafka-1', partitions: [] },
      error: 'org.apache.kafka.common.errors.KafkaStorageException',
    })
    expect(shell(t.world, `kafka-topics.sh ${SERVER} --describe --unavailable-partitions`)).toContain('Topic: solo')
  })

  test('producers and consumers go on without an error, and nothing that was acknowledged is lost', () => {
    const producer = t.producer({ acks: 'all', 'linger.ms': '5' })
    const consumer = t.consumer('reader', { topics: ['t'] })
    const topic = new TestTopic(t, 't')
    const sent = Array.from({ length: 20 }, (_, index) => {
      if (index === 10) {
        t.runFor({ ms: 500 })
        fail('/disk-b/kafka-1')
      }
      return producer.send(topic, `value ${index}`)
    })
    t.runFor({ ms: 5_000 })
    expect(sent.map(({ state, error }) => [state, error])).toEqual(sent.map(() => ['acknowledged', null]))
    expect(t.counters).toMatchObject({ lost: 0 })
    t.runUntil('everything was read', () => consumer.consumed === 20)
  })

  test('what waits for other replicas when the directory fails is answered only when its time is over', () => {
    const topic = new TestTopic(t, 't')
    t.holdFetches(1, [2, 3])
    const sent = t.producer({ acks: 'all', 'request.timeout.ms': '5000' }).send(topic, 'first')
    t.runFor({ ms: 500 })
    fail('/disk-b/kafka-1')
    t.releaseFetches(1, [2, 3])
    // There is another leader by then, and nobody has told the producer, whose request is still with the old one.
    t.runFor({ ms: 3_000 })
    expect(topic.leader).toBe(2)
    expect(sent.state).toBe('waiting')
    t.runFor({ ms: 4_000 })
    expect(sent.state).toBe('acknowledged')
  })

  test('a replica that is gone holds nothing up once replica.lag.time.max.ms is over, on a quiet partition as well', () => {
    // Broker 1 follows, and one of the two comes to lie in the directory that fails.
    create('later', '2:1:3,2:1:3')
    const partition = Number(
      placedIn('/disk-b/kafka-1')
        ?.find((name) => name.startsWith('later'))
        ?.at(-1),
    )
    t.producer({ acks: 'all' })
    const send = (value: string) => {
      const records = [{ partition, key: null, value }]
      t.operation({ op: 'send', producer: 'producer', topic: 'later', records, wait: 'each' })
    }
    send('before')
    t.runFor({ ms: 1_000 })
    fail('/disk-b/kafka-1')
    // Its broker goes on fetching what else it follows.
    t.runFor({ ms: 60_000 })
    send('after')
    t.runFor({ ms: 1_000 })
    expect(t.logOn(2, `later-${partition}`).highWatermark).toBe(2)
  })

  test('a new topic comes to lie in what is left, and no replica can be moved', () => {
    fail('/disk-b/kafka-1')
    t.runFor({ ms: 2_000 })
    create('later', '1:2,2:1')
    expect(described('later')).toEqual(['0 1 1,2 1,2', '1 2 2,1 2,1'])
    expect(placedIn('/disk-a/kafka-1')).toContain('later-0')
    expect(placedIn('/disk-a/kafka-1')).toContain('later-1')
    shell(
      t.world,
      `echo '{"version":1,"partitions":[{"topic":"later","partition":0,"replicas":[1,2],"log_dirs":["/disk-b/kafka-1","any"]}]}' > move.json`,
    )
    const { stdout } = runScript(
      t.world,
      `kafka-reassign-partitions.sh ${SERVER} --reassignment-json-file move.json --execute 2>&1`,
      { terminal: 'move' },
    )
    if (profile === 'kafka-4') expect(stdout).toContain('KafkaStorageException: Disk error when trying to access')
  })

  test('with its last directory the broker halts', () => {
    fail('/disk-b/kafka-1')
    t.runFor({ ms: 1_000 })
    expect(() => fail('/disk-b/kafka-1')).toThrow('/disk-b/kafka-1 of broker-1 has failed already.')
    fail('/disk-a/kafka-1')
    expect(isRunning()).toBe(false)
    expect(t.happened('LogDirectoryFailed').map(({ body }) => body.halts)).toEqual(['no', 'last'])
    t.runFor({ ms: 25_000 })
    expect(described('t', 'localhost:9093')).toEqual([0, 1, 2, 3].map((each) => `${each} 2 1,2,3 2,3`))
  })

  test('the directory of the metadata log is one that a broker of KRaft cannot do without', () => {
    fail('/disk-a/kafka-1')
    expect(isRunning()).toBe(profile === 'kafka-2.5')
    t.runFor({ ms: 25_000 })
    expect(described('t', 'localhost:9093')[1]).toBe('1 2 1,2,3 2,3')
  })

  test('a new disk in its place gets a copy of everything that others have, when the broker starts again', () => {
    const topic = new TestTopic(t, 't')
    t.producer({ acks: 'all' }).sendMany(topic, 10)
    const idOf = () =>
      shell(t.world, 'cat /disk-b/kafka-1/meta.properties')
        .split('\n')
        .find((line) => line.startsWith('directory.id='))
    const before = idOf()
    fail('/disk-b/kafka-1')
    t.runFor({ ms: 2_000 })
    expect(idOf()).toBeUndefined()
    t.stop(1)
    t.runFor({ ms: 10_000 })
    t.start(1)
    t.runUntil('all are in sync', () => described('t').every((line) => line.split(' ')[3]?.length === 5), 60_000)
    t.runFor({ ms: 2_000 })
    expect(topic.valuesOn(1)).toEqual(topic.values)
    expect(placedIn('/disk-b/kafka-1')).toContain('t-0')
    if (profile === 'kafka-4') expect(idOf()).not.toBe(before)
    // What nobody else had begins anew, empty.
    const lost = profile === 'kafka-4' ? 1 : 0
    expect(described('solo')).toEqual(['0 1 1 1', '1 1 1 1'])
    expect(t.logOn(1, `solo-${lost}`).logEndOffset).toBe(0)
    expect(t.counters).toMatchObject({ lost: 0 })
  })

  test('the log of the server says what real ones said', () => {
    const lines = (words: string) =>
      shell(t.world, `grep -E '${words}' logs/server.log`)
        .split('\n')
        .map((line) => line.replace(/^\[[^\]]*\] /, '').replace(/Some\([^)]*\)/, 'Some(id)'))
    fail('/disk-b/kafka-1')
    fail('/disk-a/kafka-1')
    const first = profile === 'kafka-4' ? ' with uuid Some(id) because the log directory has failed.' : ''
    const names =
      profile === 'kafka-4'
        ? /(t-0|t-2|solo-1),(t-0|t-2|solo-1),(t-0|t-2|solo-1)/
        : /(t-0|t-2|solo-0),(t-0|t-2|solo-0),(t-0|t-2|solo-0)/
    const said = lines('WARN|ERROR')
    expect(said[0]).toBe(
      `WARN [ReplicaManager broker=1] Stopping serving replicas in dir /disk-b/kafka-1${first} (kafka.server.ReplicaManager)`,
    )
    expect(said[3]).toMatch(names)
    expect(said[4]).toBe(
      'WARN [ReplicaManager broker=1] Stopped serving replicas in dir /disk-b/kafka-1 (kafka.server.ReplicaManager)',
    )
    expect(said[5]).toBe(
      'ERROR Shutdown broker because all log dirs in /disk-a/kafka-1, /disk-b/kafka-1 have failed (kafka.log.LogManager)',
    )
  })

  test('after a clean stop no log is read again, after any other all that was not flushed is', () => {
    t.stop(1)
    t.runFor({ ms: 10_000 })
    t.start(1)
    t.runFor({ ms: 5_000 })
    expect(shell(t.world, `grep -c 'Recovering' logs/server.log`)).toBe('0\n')
    t.kill(1)
    t.start(1)
    t.runFor({ ms: 5_000 })
    const said = shell(t.world, `grep 'Recovering unflushed segment' logs/server.log | grep t-1`)
    expect(said).toMatch(
      profile === 'kafka-4'
        ? /\] INFO \[LogLoader partition=t-1, dir=\/disk-a\/kafka-1\] Recovering unflushed segment 0\. 0 recovered for t-1\. \(/
        : /\] INFO \[Log partition=t-1, dir=\/disk-a\/kafka-1\] Recovering unflushed segment 0 \(kafka\.log\.Log\)/,
    )
    if (profile === 'kafka-4')
      expect(shell(t.world, `grep Loaded logs/server.log | tail -n 1`)).toContain(
        '(unclean log dirs = ArrayBuffer(/disk-a/kafka-1, /disk-b/kafka-1))',
      )
  })

  test('a directory must be one of the broker and its broker must run', () => {
    expect(() => fail('/nowhere')).toThrow('broker-1 has no log directory /nowhere.')
    t.kill(1)
    expect(() => fail('/disk-b/kafka-1')).toThrow('broker-1 is not running.')
  })
})

test('a replica that has moved is not touched by the failure of where it was', () => {
  t = twoFolders('kafka-4')
  create('t', '1:2:3,1:2:3,1:2:3,1:2:3')
  const [from, to] = ['/disk-a/kafka-1', '/disk-b/kafka-1']
  shell(
    t.world,
    `echo '{"version":1,"partitions":[{"topic":"t","partition":1,"replicas":[1,2,3],"log_dirs":["${to}","any","any"]}]}' > move.json`,
  )
  const tool = `kafka-reassign-partitions.sh ${SERVER} --reassignment-json-file move.json --execute`
  shell(t.world, tool)
  t.runFor({ ms: 2_000 })
  expect(placedIn(to)).toContain('t-1')
  fail(to)
  t.runFor({ ms: 2_000 })
  expect(described('t')[1]).toBe('1 2 1,2,3 2,3')
  expect(placedIn(from)).toContain('t-3')
  expect(described('t')[3]).toBe('3 1 1,2,3 1,2,3')
})
