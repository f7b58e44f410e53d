import { beforeEach, describe, expect, test } from 'vitest'
import '../../../testing/every-version.ts'
import { runScript } from '../../../testing/headless-shell.ts'
import { simulatorModel } from '../../model.ts'

/** An ensemble in which three brokers have registered and none of them acts: what the tool does, it does by itself. */
function ensemble(racks: readonly (string | null)[] = [null, null, null]) {
  const world = simulatorModel.create(
    {
      ...{ profile: 'kafka-2.5', brokers: [], controllers: [], zookeeper: [1], config: {} },
      ...{ topics: [], producers: [], consumers: [], startWallClockMs: 1_772_409_600_000, networkLatencyUs: 250 },
    },
    1,
  )
  const play = (line: string) => {
    const { stdout, stderr, exitCode } = runScript(world, line)
    return { stdout, stderr, exitCode }
  }
  const znode = (path: string, data = '') => play(`zookeeper-shell.sh localhost:2181 create ${path} '${data}'`)
  for (const path of ['/brokers', '/brokers/ids', '/brokers/topics', '/config', '/config/changes']) znode(path)
  for (const [at, rack] of racks.entries()) {
    const broker = { host: 'localhost', port: 9092 + at, endpoints: [], listener_security_protocol_map: {} }
    znode(`/brokers/ids/${at + 1}`, JSON.stringify({ ...broker, ...(rack === null ? {} : { rack }), timestamp: '1' }))
  }
  return {
    play,
    topics: (line: string) => play(`kafka-topics.sh --zookeeper localhost:2181 ${line}`),
    get: (path: string) => play(`zookeeper-shell.sh localhost:2181 get ${path}`).stdout.split('\n').at(-2),
    ls: (path: string) => play(`zookeeper-shell.sh localhost:2181 ls ${path}`).stdout.split('\n').at(-2),
  }
}

let t: ReturnType<typeof ensemble>
beforeEach(() => {
  t = ensemble()
})

const printed = (stdout: string) => ({ stdout, stderr: '', exitCode: 0 })
const COLLISION =
  "WARNING: Due to limitations in metric names, topics with a period ('.') or underscore ('_') could collide. To avoid issues it is best to use either, but not both.\n"

/** As kafka-topics.sh --zookeeper of 2.5.0 printed it. */
describe('what 2.5 says', () => {
  test('topics are made, told of, changed and marked for deletion', () => {
    expect(t.topics('--create --topic old_way --replica-assignment 1:2,2:3')).toEqual(
      printed(`${COLLISION}Created topic old_way.\n`),
    )
    expect(t.get('/brokers/topics/old_way')).toBe(
      '{"version":2,"partitions":{"1":[2,3],"0":[1,2]},"adding_replicas":{},"removing_replicas":{}}',
    )
    expect(t.get('/config/topics/old_way')).toBe('{"version":1,"config":{}}')
    const again = t.topics('--create --topic old_way --replica-assignment 1:2,2:3')
    expect(again.stdout).toBe(`${COLLISION}Error while executing topic command : Topic 'old_way' already exists.\n`)
    expect(again.stderr).toMatch(
      /^\[.*\] ERROR org\.apache\.kafka\.common\.errors\.TopicExistsException: Topic 'old_way' already exists\.\n \(kafka\.admin\.TopicCommand\$\)\n$/,
    )
    expect(t.topics('--create --topic old_way --replica-assignment 1:2,2:3 --if-not-exists')).toEqual(
      printed(COLLISION),
    )
    expect(t.topics('--alter --topic old_way --partitions 3 --replica-assignment 1:2,2:3,3:1')).toEqual(
      printed(
        'WARNING: If partitions are increased for a topic that has a key, the partition logic or ordering of the messages will be affected\nAdding partitions succeeded!\n',
      ),
    )
    expect(t.topics('--alter --topic old_way --config retention.ms=1000 --delete-config segment.ms')).toEqual(
      printed(
        'WARNING: Altering topic configuration from this script has been deprecated and may be removed in future releases.\n         Going forward, please use kafka-configs.sh for this functionality\nUpdated config for topic old_way.\n',
      ),
    )
    expect(t.ls('/config/changes')).toBe('[config_change_0000000000]')
    // No controller is there: nobody leads.
    expect(t.topics('--describe --topic old_way')).toEqual(
      printed(
        'Topic: old_way\tPartitionCount: 3\tReplicationFactor: 2\tConfigs: retention.ms=1000\n\tTopic: old_way\tPartition: 0\tLeader: none\tReplicas: 1,2\tIsr: \n\tTopic: old_way\tPartition: 1\tLeader: none\tReplicas: 2,3\tIsr: \n\tTopic: old_way\tPartition: 2\tLeader: none\tReplicas: 3,1\tIsr: \n',
      ),
    )
    expect(t.topics('--delete --topic old_way')).toEqual(
      printed(
        'Topic old_way is marked for deletion.\nNote: This will have no impact if delete.topic.enable is not set to true.\n',
      ),
    )
    expect(t.topics('--list')).toEqual(printed('old_way - marked for deletion\n'))
    expect(t.topics('--delete --topic old_way')).toEqual(printed('Topic old_way is already marked for deletion.\n'))
  })

  test.each([
    [
      '--create --topic dup --partitions 1 --replication-factor 4',
      'Replication factor: 4 larger than available brokers: 3.',
    ],
    ['--create --topic zero --partitions 0 --replication-factor 1', 'Number of partitions must be larger than 0.'],
    [
      '--create --topic bad/name --partitions 1 --replication-factor 1',
      `Topic name "bad/name" is illegal, it contains a character other than ASCII alphanumerics, '.', '_' and '-'`,
    ],
    [
      '--create --topic badconf --partitions 1 --replication-factor 1 --config nope=1',
      'Unknown topic config name: nope',
    ],
    [
      '--create --topic badass --replica-assignment 1:1',
      'Partition replica lists may not contain duplicate entries: 1',
    ],
    ['--describe --topic nothing', "Topic 'nothing' does not exist as expected"],
    ['--alter --topic nothing --partitions 3', "Topic 'nothing' does not exist as expected"],
    ['--delete --topic nothing', "Topic 'nothing' does not exist as expected"],
  ])('%s', (line, message) => {
    const { stdout, stderr, exitCode } = t.topics(line)
    expect(stdout).toBe(`Error while executing topic command : ${message}\n`)
    expect(stderr).toMatch(/^\[.*\] ERROR (?:org|java|kafka)\..*Exception: /)
    expect(exitCode).toBe(1)
  })

  test('what is missing is passed over where that is said', () => {
    expect(t.topics('--alter --topic nothing --partitions 3 --if-exists')).toEqual(printed(''))
    expect(t.topics('--delete --topic nothing --if-exists')).toEqual(printed(''))
  })

  test('a name that metrics cannot tell from another, and fewer partitions than there are', () => {
    t.topics('--create --topic under_score --partitions 2 --replication-factor 1')
    expect(t.topics('--create --topic under.score --partitions 1 --replication-factor 1').stdout).toBe(
      `${COLLISION}Error while executing topic command : Topic 'under.score' collides with existing topics: under_score\n`,
    )
    expect(t.topics('--alter --topic under_score --partitions 2').stdout).toContain(
      'The number of partitions for a topic can only be increased. Topic under_score currently has 2 partitions, 2 would not be an increase.\n',
    )
  })

  test('one connection or the other, and nobody there', () => {
    const either = {
      stdout: '',
      stderr: expect.stringMatching(
        /^Exception in thread "main" java\.lang\.IllegalArgumentException: Only one of --bootstrap-server or --zookeeper must be specified\n\tat /,
      ),
      exitCode: 1,
    }
    expect(t.play('kafka-topics.sh --list')).toEqual(either)
    expect(t.topics('--bootstrap-server localhost:9092 --list')).toEqual(either)
    expect(t.topics('--create --topic a --partitions 1').stderr).toMatch(
      /^Missing required argument "\[replication-factor\]"\n/,
    )
    expect(t.play('kafka-topics.sh --zookeeper localhost:2199 --list')).toEqual({
      stdout: '',
      stderr: expect.stringMatching(
        /^Exception in thread "main" kafka\.zookeeper\.ZooKeeperClientTimeoutException: Timed out waiting for connection while in state: CONNECTING\n\tat /,
      ),
      exitCode: 1,
    })
  })
})

test('the tool itself places replicas: in a pattern over all brokers, and over the racks where all have one', () => {
  t.topics('--create --topic plain --partitions 4 --replication-factor 3')
  const placed = JSON.parse(t.get('/brokers/topics/plain') ?? '').partitions as Record<string, number[]>
  expect(Object.values(placed).map((replicas) => [...replicas].sort())).toEqual(Array(4).fill([1, 2, 3]))
  const leaders = [0, 1, 2, 3].map((partition) => placed[partition]?.[0])
  expect(leaders.map((leader) => ((leader ?? 0) - (leaders[0] ?? 0) + 3) % 3)).toEqual([0, 1, 2, 0])
  t = ensemble(['a', null, 'b'])
  const advice = 'Add --disable-rack-aware in command line to make replica assignment without rack information.'
  expect(t.topics('--create --topic racked --partitions 1 --replication-factor 1').stdout).toBe(
    `Error while executing topic command : Not all brokers have rack information. ${advice}\n`,
  )
  expect(t.topics('--create --topic racked --partitions 1 --replication-factor 1 --disable-rack-aware')).toEqual(
    printed('Created topic racked.\n'),
  )
})
