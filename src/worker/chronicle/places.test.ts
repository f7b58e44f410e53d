import { expect, test } from 'vitest'
import type { RecordToSend } from '../../kafka/cluster/commands.ts'
import { type EnginePage, enginePage } from '../../testing/engine-page.ts'
import { sampleRun, sampleSpec } from '../../testing/sample-runs.ts'
import { simulatorParts } from '../simulator-parts.ts'
import type { FollowedPlaces } from './places.ts'

/** A page on a quiet cluster, whose consumer takes a second for each record. */
function openQuiet(): EnginePage {
  const page = enginePage(simulatorParts)
  const [producer] = sampleSpec.producers
  const [consumer] = sampleSpec.consumers
  const spec = {
    ...sampleSpec,
    producers: [{ ...producer!, config: { acks: '1' }, workload: null }],
    consumers: [{ ...consumer!, processingUs: 1_000_000 }],
  }
  page.open({ ...sampleRun(), spec, journal: [], positionUs: 10_000_000 })
  page.watch(50)
  return page
}

const placesOn = (page: EnginePage): FollowedPlaces | null =>
  page.frames.findLast(({ followed }) => followed !== undefined)?.followed ?? null

function sendByHand(page: EnginePage): void {
  const record: RecordToSend = { topic: 'orders', partition: 0, key: 'A', value: 'mine', timestamp: null, headers: [] }
  page.command({ type: 'SendRecords', producer: 'orders-app', records: [record] })
  page.watch(50)
}

const seek = (page: EnginePage, atUs: number) => {
  page.post({ type: 'seek', atUs })
  page.watch(50)
}

test('a record sent by hand is followed unasked: in its batch, on wires, in logs and in the reader’s hands', () => {
  const page = openQuiet()
  sendByHand(page)
  const first = placesOn(page)
  expect(first).toMatchObject({ key: 'A', send: 1, offset: -1, holders: [], sender: { name: 'orders-app' } })
  expect(first?.tray?.producer).toBe('orders-app')
  const seen = { wires: false, holders: new Set<number>(), readers: new Set<string>() }
  page.post({ type: 'setSpeed', speed: 0.002, autoPace: false })
  page.post({ type: 'play' })
  page.watchUntil('somebody works on it', () => {
    const places = placesOn(page)
    const carriers = page.inFlight.filter(({ id }) => places?.messages.includes(id))
    if (carriers.some(({ type }) => type === 'ProduceRequest')) seen.wires = true
    seen.holders.add(places?.holders.length ?? 0)
    for (const reader of places?.readers ?? []) seen.readers.add(reader)
    return seen.readers.size > 0 && seen.holders.has(3)
  })
  expect(seen.wires).toBe(true)
  expect([...seen.holders].sort()).toEqual([0, 1, 2, 3])
  expect([...seen.readers]).toEqual(['hello-1'])
  expect(placesOn(page)).toMatchObject({ topicPartition: 'orders-0', offset: 0, visible: true })
})

test('it is where it was when the reader goes back, and one known by its place has the same name', () => {
  const page = openQuiet()
  sendByHand(page)
  const before = placesOn(page)
  seek(page, 15_000_000)
  const after = placesOn(page)!
  expect(after).toMatchObject({ offset: 0, holders: ['broker-1', 'broker-2', 'broker-3'], visible: true, tray: null })
  seek(page, 10_000_000)
  expect(placesOn(page)).toMatchObject({ tray: before?.tray, holders: [], messages: [] })
  const { topicPartition, offset, leaderEpoch } = after
  page.post({ type: 'follow', record: { topicPartition: topicPartition!, offset, leaderEpoch } })
  page.watch(50)
  expect(placesOn(page)).toMatchObject({ send: 1, sender: after.sender, tray: before?.tray })
  page.post({ type: 'follow', record: null })
  page.watch(50)
  expect(placesOn(page)).toBeNull()
})

test('a line typed into a console producer is sent by hand too; another line is not', () => {
  const page = openQuiet()
  page.command({ type: 'OpenTerminal', terminal: 'terminal-1', tty: true })
  const type = (text: string) => page.command({ type: 'TypeLine', terminal: 'terminal-1', text })
  type('kafka-console-producer.sh --bootstrap-server localhost:9092 --topic orders')
  seek(page, 20_000_000)
  expect(placesOn(page)).toBeNull()
  type('hello')
  page.watch(50)
  expect(placesOn(page)).toMatchObject({ send: 1, sender: { name: 'console-producer' } })
  expect(placesOn(page)?.tray).toMatchObject({ producer: expect.stringContaining('terminal-1') })
  seek(page, 25_000_000)
  expect(placesOn(page)?.holders).toHaveLength(3)
})

test('once its sending is taken back it is followed no more, and who is sent next as the same number is another', () => {
  const page = openQuiet()
  sendByHand(page)
  const home = page.last.playback.branchId
  expect(placesOn(page)).toMatchObject({ send: 1, key: 'A' })
  page.post({ type: 'undo', requestId: 99 })
  page.watch(50)
  expect(placesOn(page)).toBeNull()
  // Something else sends as the first of this producer, and nobody has asked to follow that.
  const other = { type: 'ConfigureProducer', producer: busy() } as const
  page.command(other)
  seek(page, 15_000_000)
  expect(placesOn(page)).toBeNull()

  page.post({ type: 'openBranch', branchId: home, atUs: 15_000_000 })
  page.watch(50)
  expect(placesOn(page), 'where it was sent it is still there').toMatchObject({ send: 1, key: 'A' })
})

/** The quiet producer, with work of its own. */
function busy() {
  const [producer] = sampleSpec.producers
  const workload = { topic: 'orders', recordsPerSecond: 5, keys: ['B'], valueBytes: 10 }
  return { ...producer!, config: { acks: '1' }, workload }
}

test('a record of before a fork is the same on both branches', () => {
  const page = openQuiet()
  sendByHand(page)
  seek(page, 15_000_000)
  expect(placesOn(page)).toMatchObject({ offset: 0 })
  seek(page, 14_000_000)
  page.command({ type: 'KillNode', node: 'broker-3' })
  seek(page, 14_500_000)
  expect(placesOn(page)).toMatchObject({ send: 1, offset: 0 })
})

test('a record picked by its place is not another one that has the place on another branch', () => {
  const page = openQuiet()
  seek(page, 11_000_000)
  page.command({ type: 'ConfigureProducer', producer: busy() })
  seek(page, 15_000_000)
  const first = [...page.image.replicas.values()].find(({ cells, role }) => role === 'leader' && cells.length > 2)!
  const { offset, leaderEpoch } = first.cells[2]!
  page.post({ type: 'follow', record: { topicPartition: first.topicPartition, offset, leaderEpoch } })
  page.watch(50)
  expect(placesOn(page)).toMatchObject({ offset, key: 'B' })
  page.post({ type: 'undo', requestId: 98 })
  page.watch(50)
  const [producer] = sampleSpec.producers
  const workload = { ...busy().workload, keys: ['Z'] }
  page.command({ type: 'ConfigureProducer', producer: { ...producer!, config: { acks: '1' }, workload } })
  seek(page, 15_000_000)
  expect(placesOn(page)).toBeNull()
})

test('a record whose topic was deleted is nowhere, also when another has its place in a topic of that name', () => {
  const page = openQuiet()
  sendByHand(page)
  page.post({ type: 'play' })
  page.watchUntil('it is readable', () => placesOn(page)?.visible === true)
  const { offset } = placesOn(page) as FollowedPlaces
  page.command({ type: 'DeleteTopic', topic: 'orders' })
  page.watchUntil('it is gone', () => placesOn(page)?.gone === true)
  sendByHand(page)
  page.post({ type: 'follow', record: { topicPartition: 'orders-0', offset, leaderEpoch: 0 } })
  page.watch(50)
  expect(placesOn(page)).toMatchObject({ offset, holders: [], readers: [], messages: [], visible: false })
})
