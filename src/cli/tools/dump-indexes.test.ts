import { beforeEach, describe, expect, test } from 'vitest'
import type { World } from '../../engine/world.ts'
import { emptyCluster } from '../../scenarios/index.ts'
import { runScript } from '../../testing/headless-shell.ts'
import { simulatorModel } from '../model.ts'

const SERVER = '--bootstrap-server localhost:9092'
let world: World

const dump = (files: string, options = '') =>
  runScript(world, `cd /tmp/kafka-logs-1; kafka-dump-log.sh ${options} --files ${files}`)

beforeEach(() => {
  world = simulatorModel.create(emptyCluster(), 1)
  runScript(
    world,
    `for t in fresh three; do kafka-topics.sh ${SERVER} --create --topic $t --replica-assignment 1; done
printf 'a\nb\nc\n' | kafka-console-producer.sh ${SERVER} --topic three`,
  )
})

// As kafka-dump-log.sh of 4.3.1 answered on segments like these.
describe('an index file that is full of zeros', () => {
  test('has one entry, which is held against the first batch', () => {
    const { stdout, stderr } = dump('three-0/00000000000000000000.index')
    expect(stdout).toBe('Dumping three-0/00000000000000000000.index\noffset: 0 position: 0\n')
    expect(stderr).toBe(
      'Mismatches in :/tmp/kafka-logs-1/three-0/00000000000000000000.index\n  Index offset: 0, log offset: 2\n',
    )
  })

  test('points to no batch of an empty segment', () => {
    expect(dump('fresh-0/00000000000000000000.index').stderr).toContain('java.util.NoSuchElementException\n')
    expect(dump('fresh-0/00000000000000000000.timeindex').stderr).toContain('Indexed offset: 0, found log offset: -1\n')
  })

  test('is not shown where only its errors are asked for', () => {
    const { stdout, stderr } = dump('three-0/00000000000000000000.timeindex', '--verify-index-only')
    expect(stdout).toBe('Dumping three-0/00000000000000000000.timeindex\n')
    expect(stderr).toContain('Indexed offset: 0, found log offset: 2\n')
  })
})

test('a clean stop leaves the entries alone, and a snapshot of the producer', () => {
  runScript(world, ':stop broker-1\nsleep 5')
  expect(dump('three-0/00000000000000000000.index').stdout).toContain('00000000000000000000.index is empty.\n')
  expect(dump('three-0/00000000000000000000.timeindex').stdout).toMatch(/\ntimestamp: \d+ offset: 2\n$/)
  expect(dump('three-0/00000000000000000003.snapshot').stdout).toMatch(
    /\nproducerId: \d+ producerEpoch: 0 coordinatorEpoch: -1 currentTxnFirstOffset: OptionalLong.empty lastTimestamp: \d+ firstSequence: 0 lastSequence: 2 lastOffset: 2 offsetDelta: 2 timestamp: \d+\n$/,
  )
})

test('a segment that is not there is missed by its log', () => {
  expect(dump('three-0/00000000000000000009.index').stderr).toContain(
    'java.nio.file.NoSuchFileException: /tmp/kafka-logs-1/three-0/00000000000000000009.log\n',
  )
})
