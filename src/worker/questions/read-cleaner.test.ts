import { expect, test } from 'vitest'
import { type EnginePage, enginePage } from '../../testing/engine-page.ts'
import { defaultRun } from '../default-run.ts'
import { simulatorParts } from '../simulator-parts.ts'

const TOPIC = {
  name: 'state',
  partitions: 1,
  replicationFactor: 1,
  config: { 'cleanup.policy': 'compact', 'segment.ms': '1000', 'min.cleanable.dirty.ratio': '0.3' },
}

/** Sends a record of each key and lets as many simulated milliseconds pass. */
function send(page: EnginePage, records: readonly (readonly [key: string, value: string | null])[], ms: number): void {
  const given = records.map(([key, value]) => ({
    topic: 'state',
    partition: 0,
    key,
    value,
    timestamp: null,
    headers: [],
  }))
  page.command({ type: 'SendRecords', producer: 'order-service', records: given })
  page.post({ type: 'seek', atUs: page.last.atUs + ms * 1_000 })
  page.watch(50)
}

test('a compacted log tells how dirty it is, when the cleaner looks, and what it left; another topic has nothing to tell', () => {
  const page = enginePage(simulatorParts)
  page.open(defaultRun(), { playing: false })
  page.command({ type: 'CreateTopic', topic: TOPIC })
  page.post({ type: 'seek', atUs: page.last.atUs + 2_000_000 })
  page.watch(50)
  send(
    page,
    [
      ['a', '1'],
      ['b', '1'],
      ['b', null],
    ],
    1_500,
  )
  send(page, [['a', '2']], 500)
  const ask = () => page.ask('cleanerRead', { type: 'readCleaner', topic: 'state' }).rows
  const [before] = ask()
  expect(before).toMatchObject({
    dirtyRatio: 1,
    minDirtyRatio: 0.3,
    cleanedTo: -1,
    tombstones: 1,
    tombstonesGoMs: null,
  })
  expect(before!.activeFrom).toBe(before!.firstUncleanableOffset)
  expect(before!.nextLookUs).toBeGreaterThan(page.last.atUs)
  expect(page.ask('cleanerRead', { type: 'readCleaner', topic: 'orders' }).rows).toEqual([])

  page.post({ type: 'seek', atUs: before!.nextLookUs! + 1_000 })
  page.watch(50)
  const [after] = ask()
  expect(after).toMatchObject({ dirtyRatio: 0, cleanableBytes: 0, cleanedTo: before!.activeFrom, tombstones: 1 })
  expect(after!.tombstonesGoMs).toBeGreaterThan(0)
  expect(after!.nextLookUs).toBe(before!.nextLookUs! + 15_000_000)
  const told = page.frames.flatMap(({ happenings }) => happenings).map(({ body }) => body)
  expect(told.find(({ type }) => type === 'LogCleaned')).toMatchObject({ topicPartition: 'state-0', records: 1 })

  const node = `broker-${page.image.partitions.get('state-0')!.leader}`
  page.command({ type: 'KillNode', node })
  page.watch(50)
  expect(ask()[0]!.nextLookUs).toBeNull()
})
