// Replicas move between the folders of a broker that has several. Words as of 4.3.1.

import { beforeEach, describe, expect, test } from 'vitest'
import { run } from '../../../engine/scheduler.ts'
import type { World } from '../../../engine/world.ts'
import type { ClusterSpec } from '../../../kafka/cluster/commands.ts'
import { emptyCluster } from '../../../scenarios/index.ts'
import { runScript } from '../../../testing/headless-shell.ts'
import { simulatorModel } from '../../model.ts'

const SERVER = '--bootstrap-server localhost:9092'
const folders = (id: number) => [`/tmp/kafka-logs-${id}`, `/tmp/more-logs-${id}`]
const NO_SETTINGS: Readonly<Record<string, string>> = {}
const TWO_FOLDERS: ClusterSpec = {
  ...emptyCluster(),
  // Copied in small pieces, so that there is something to be seen of it.
  config: { ...emptyCluster().config, 'replica.fetch.max.bytes': '1000' },
  brokers: [1, 2, 3].map((id) => ({
    id,
    rack: null,
    config: id === 3 ? NO_SETTINGS : { 'log.dirs': folders(id).join(',') },
  })),
}

let world: World
let next = 0

const shell = (script: string) => runScript(world, script, { terminal: `t${next++}` })
const reassign = (rest: string, file = 'plan.json') =>
  shell(`kafka-reassign-partitions.sh ${SERVER} --reassignment-json-file ${file} ${rest}`).stdout
/** The end of what the tool says, without the assignment that it shows first. */
const started = (stdout: string) => stdout.slice(stdout.indexOf('Successfully started'))
const statusOf = (stdout: string) => stdout.split('Clearing broker-level')[0]
function plan(file: string, ...rows: readonly [partition: number, replicas: number[], logDirs: string[]][]) {
  const partitions = rows.map(([partition, replicas, log_dirs]) => ({ topic: 't', partition, replicas, log_dirs }))
  shell(`echo '${JSON.stringify({ version: 1, partitions })}' > ${file}`)
}
interface Described {
  brokers: {
    logDirs: { logDir: string; partitions: { partition: string; isFuture: boolean; offsetLag: number }[] }[]
  }[]
}
function described(broker: number): string[] {
  const { stdout } = shell(`kafka-log-dirs.sh ${SERVER} --describe --topic-list t --broker-list ${broker}`)
  const { brokers } = JSON.parse(stdout.split('\n').at(-2) ?? '') as Described
  return (brokers[0]?.logDirs ?? [])
    .flatMap(({ logDir, partitions }) =>
      partitions.map(({ partition, isFuture }) => `${logDir} ${partition}${isFuture ? ' future' : ''}`),
    )
    .sort((a, b) => (a < b ? -1 : 1))
}
const listed = (folder: string) =>
  shell(`ls ${folder}`)
    .stdout.split('\n')
    .filter((name) => name.startsWith('t-'))

beforeEach(() => {
  world = simulatorModel.create(TWO_FOLDERS, 1)
  run(world, { untilUs: 1_000_000 })
  shell(`kafka-topics.sh ${SERVER} --create --topic t --replica-assignment 1:2,2:1
seq 1 5 | kafka-console-producer.sh ${SERVER} --topic t`)
  plan('plan.json', [0, [1, 2], ['/tmp/more-logs-1', 'any']], [1, [2, 1], ['/tmp/more-logs-2', '/tmp/kafka-logs-1']])
})

describe('a replica is moved to another folder', () => {
  test('new replicas lie where the fewest are', () => {
    expect(described(1)).toEqual(['/tmp/kafka-logs-1 t-0', '/tmp/more-logs-1 t-1'])
    // What it leads comes first.
    expect(described(2)).toEqual(['/tmp/kafka-logs-2 t-1', '/tmp/more-logs-2 t-0'])
  })

  test('a move is begun, is made, and is told of', () => {
    expect(statusOf(reassign('--verify'))).toBe(`Status of partition reassignment:
Reassignment of partition t-0 is completed.
Reassignment of partition t-1 is completed.
Partition t-0 on broker 1 is not being moved from log dir /tmp/kafka-logs-1 to /tmp/more-logs-1.
Partition t-1 on broker 1 is not being moved from log dir /tmp/more-logs-1 to /tmp/kafka-logs-1.
Partition t-1 on broker 2 is not being moved from log dir /tmp/kafka-logs-2 to /tmp/more-logs-2.
`)
    expect(started(reassign('--execute'))).toBe(`Successfully started partition reassignments for t-0,t-1
Successfully started moving log directory to /tmp/more-logs-1 for replica t-0 with broker 1 
Successfully started moving log directory to /tmp/kafka-logs-1 for replica t-1 with broker 1 
Successfully started moving log directory to /tmp/more-logs-2 for replica t-1 with broker 2 
`)
    shell('sleep 2')
    expect(statusOf(reassign('--verify'))).toBe(`Status of partition reassignment:
Reassignment of partition t-0 is completed.
Reassignment of partition t-1 is completed.
Reassignment of replica t-0-1 completed successfully.
Reassignment of replica t-1-1 completed successfully.
Reassignment of replica t-1-2 completed successfully.
`)
    expect(described(1)).toEqual(['/tmp/kafka-logs-1 t-1', '/tmp/more-logs-1 t-0'])
    expect(shell(`kafka-get-offsets.sh ${SERVER} --topic t`).stdout).toMatch(/^t:0:\d\nt:1:\d\n$/)
    expect(
      shell(`kafka-console-consumer.sh ${SERVER} --topic t --from-beginning --timeout-ms 3000`).stdout.length,
    ).toBe(10)
  })

  test('the folders on the disk follow, and the old one is emptied later', () => {
    reassign('--execute')
    shell('sleep 2')
    expect(listed('/tmp/more-logs-1')).toContain('t-0')
    expect(listed('/tmp/kafka-logs-1')).toContainEqual(expect.stringMatching(/^t-0\.[0-9a-f]{32}-delete$/))
    expect(shell('kafka-dump-log.sh --files /tmp/more-logs-1/t-0/00000000000000000000.log').stderr).toBe('')
    shell('sleep 70')
    expect(listed('/tmp/kafka-logs-1')).toEqual(['t-1'])
  })

  test('it stays where it was moved when its broker starts anew', () => {
    reassign('--execute')
    shell('sleep 2')
    shell(':kill broker-1\nsleep 1\n:start broker-1\nsleep 15')
    expect(described(1)).toEqual(['/tmp/kafka-logs-1 t-1', '/tmp/more-logs-1 t-0'])
  })
})

describe('a throttle', () => {
  const big = () =>
    shell(
      `seq 1 300 | kafka-console-producer.sh ${SERVER} --topic t --command-property partitioner.class=org.apache.kafka.clients.producer.RoundRobinPartitioner --command-property linger.ms=0 --command-property batch.size=0`,
    )

  test('makes the copy wait, and verifying takes it away once all is done', () => {
    big()
    plan('one.json', [0, [1, 2], ['/tmp/more-logs-1', 'any']])
    const said = reassign('--execute --replica-alter-log-dirs-throttle 1000', 'one.json')
    expect(said).toContain(
      'to ensure the throttle is removed.\nThe replica-alter-dir throttle limit was set to 1000 B/s\nSuccessfully started partition reassignment for t-0\n',
    )
    expect(described(1)).toEqual(['/tmp/kafka-logs-1 t-0', '/tmp/more-logs-1 t-0 future', '/tmp/more-logs-1 t-1'])
    expect(reassign('--verify', 'one.json')).toContain(
      'completed.\nReassignment of replica t-0-1 is still in progress.\n',
    )
    expect(listed('/tmp/more-logs-1')).toContainEqual(expect.stringMatching(/^t-0\.[0-9a-f]{32}-future$/))
    const rates = () => shell(`kafka-configs.sh ${SERVER} --describe --entity-type brokers --entity-name 1`).stdout
    expect(rates()).toContain('replica.alter.log.dirs.io.max.bytes.per.second=')
    shell('sleep 300')
    expect(reassign('--verify', 'one.json')).toContain('Reassignment of replica t-0-1 completed successfully.\n')
    expect(rates()).not.toContain('replica.alter.log.dirs')
  })

  test('a small log is copied at once, and takes its place when the throttle lets more through', () => {
    plan('one.json', [0, [1, 2], ['/tmp/more-logs-1', 'any']])
    shell(`echo something | kafka-console-producer.sh ${SERVER} --topic t`)
    reassign('--execute --replica-alter-log-dirs-throttle 1', 'one.json')
    expect(described(1)).toContain('/tmp/more-logs-1 t-0 future')
    shell('sleep 15')
    expect(described(1)).toEqual(['/tmp/more-logs-1 t-0', '/tmp/more-logs-1 t-1'])
  })

  test('a move under way can be called off, and another be asked for instead', () => {
    big()
    plan('one.json', [0, [1, 2], ['/tmp/more-logs-1', 'any']])
    plan('back.json', [0, [1, 2], ['/tmp/kafka-logs-1', 'any']])
    reassign('--execute --replica-alter-log-dirs-throttle 1', 'one.json')
    expect(reassign('--verify', 'back.json')).toContain(
      'Partition t-0 on broker 1 is being moved to log dir /tmp/more-logs-1 instead of /tmp/kafka-logs-1.\n',
    )
    expect(reassign('--cancel', 'one.json')).toContain(
      'None of the specified partition reassignments are active.\nSuccessfully started moving log directory to /tmp/kafka-logs-1 for replica t-0 with broker 1 \nClearing',
    )
    expect(described(1)).toEqual(['/tmp/kafka-logs-1 t-0', '/tmp/more-logs-1 t-1'])
  })

  test('a copy that was being made is gone on with by the process that starts', () => {
    big()
    plan('one.json', [0, [1, 2], ['/tmp/more-logs-1', 'any']])
    reassign('--execute --replica-alter-log-dirs-throttle 1000', 'one.json')
    shell(':kill broker-1\nsleep 2\n:start broker-1\nsleep 300')
    expect(reassign('--verify', 'one.json')).toContain('Reassignment of replica t-0-1 completed successfully.\n')
  })
})

test('a replica that comes to a broker comes to the folder that was asked for', () => {
  plan('new.json', [0, [1, 3], ['any', '/tmp/kafka-logs-3']], [1, [1], ['/tmp/more-logs-1']])
  expect(started(reassign('--execute', 'new.json'))).toContain(
    'Successfully started moving log directory to /tmp/kafka-logs-3 for replica t-0 with broker 3 \n',
  )
  shell('sleep 3')
  expect(statusOf(reassign('--verify', 'new.json'))).toContain(
    'Reassignment of replica t-0-3 completed successfully.\n',
  )
})

test('a replica that never comes is waited for until the time is over', () => {
  shell(':kill broker-3')
  plan('late.json', [0, [1, 2], ['any', '/tmp/other']])
  expect(reassign('--execute', 'late.json')).toContain(
    'Error: Failed to alter dir for t-0-2\norg.apache.kafka.tools.AdminCommandFailedException: Failed to alter dir for t-0-2\n',
  )
})
