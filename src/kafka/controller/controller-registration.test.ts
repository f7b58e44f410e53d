import { expect, test } from 'vitest'
import { controllersOf } from '../../testing/controllers/controller-cluster.ts'
import { controllerNode } from '../common/addresses.ts'
import type { MetadataRecord } from '../metadata/metadata-records.ts'
import { DEFAULT_PROFILE, featuresOf } from '../profile/registry.ts'
import { entryBatches } from '../protocol/metadata-entries.ts'
import { entriesOf } from './kraft/raft-log.ts'

const registered = (record: MetadataRecord) => (record.type === 'RegisterControllerRecord' ? [record.controllerId] : [])

test('every controller makes itself known once, the active one too, as soon as there is a metadata version', () => {
  const t = controllersOf({ brokers: 1 })
  const { raft } = t.waitForActive()
  t.runFor(5_000)
  const records = entriesOf(raft.log).map((entry) => entry.record)
  expect(records.flatMap(registered).sort()).toEqual(t.voters)
  const version = records.findIndex((record) => record.type === 'FeatureLevelRecord')
  expect(records.findIndex((record) => record.type === 'RegisterControllerRecord')).toBeGreaterThan(version)
  for (const id of t.voters) expect([...(t.controller(id)?.image.controllers.keys() ?? [])].sort()).toEqual(t.voters)
})

test('a controller that was started anew is another incarnation, and says so', () => {
  const t = controllersOf({ brokers: 1 })
  t.runFor(3_000)
  const active = t.waitForActive()
  const other = t.voters.find((id) => id !== active.controllerId) as number
  const before = active.image.controllers.get(other)?.incarnationId
  t.kill(controllerNode(other))
  t.runFor(1_000)
  t.start(controllerNode(other))
  t.runUntil(
    'the new incarnation is in the log',
    () => active.image.controllers.get(other)?.incarnationId !== before,
    2_000,
  )
  expect(active.image.controllers.get(other)?.incarnationId).toBe(t.controller(other)?.registration.incarnationId)
})

test('a controller that came up while nobody was active asks whoever is elected', () => {
  const t = controllersOf({ brokers: 1 })
  t.runFor(3_000)
  const [first, second, third] = t.voters as [number, number, number]
  for (const id of [first, second]) t.kill(controllerNode(id))
  t.runFor(500)
  t.start(controllerNode(first))
  t.start(controllerNode(second))
  const active = t.waitForActive()
  t.runUntil('both new incarnations are in the log', () =>
    [first, second, third].every(
      (id) => active.image.controllers.get(id)?.incarnationId === t.controller(id)?.registration.incarnationId,
    ),
  )
})

// What kafka-dump-log.sh --cluster-metadata-decoder shows of a cluster of 4.3.1 that has just started.
test('registrations are as long in the log as the real ones, and so is what a broker says of its directories', () => {
  const sizeOf = (record: MetadataRecord) => entryBatches([{ offset: 13, epoch: 1, record }])[0]?.sizeInBytes
  const incarnationId = 'kUzA1IGwRMKpEKpxsI4r2A'
  const features = featuresOf({ profile: DEFAULT_PROFILE })
  const address = { host: 'localhost', port: 19101 }
  expect(sizeOf({ type: 'RegisterControllerRecord', controllerId: 101, incarnationId, features, ...address })).toBe(286)
  const told = { fenced: null, inControlledShutdown: null, cordonedLogDirs: [] }
  expect(sizeOf({ type: 'BrokerRegistrationChangeRecord', brokerId: 1, brokerEpoch: 12, ...told })).toBe(87)
})

test('a record each half second says that there is an active controller, whatever else it writes', () => {
  const t = controllersOf({ brokers: 1 })
  const { raft } = t.waitForActive()
  t.runFor(3_000)
  const noOps = () => entriesOf(raft.log).filter(({ record }) => record.type === 'NoOpRecord').length
  const before = noOps()
  for (let topic = 0; topic < 10; topic++) {
    t.createTopic(`orders-${topic}`, [[1]])
    t.runFor(200)
  }
  expect(noOps() - before).toBeGreaterThanOrEqual(4)
})
