// How long 2.5.0 keeps tombstones: it goes by when files were written, whatever the records say of their own time.

import { expect, test } from 'vitest'
import { batchOf, NEW_YEAR } from '../../testing/batches.ts'
import '../../testing/every-version.ts'
import { emptyMetadataImage } from '../metadata/metadata-image.ts'
import { brokerLayers } from '../profile/effective-config.ts'
import { PROFILE_NAMES, type ProfileName } from '../profile/properties-registry.ts'
import { profileOf } from '../profile/registry.ts'
import { cleanLog, noteModified } from './log-cleaner.ts'
import { createLogConfig } from './log-config.ts'
import { batchesOf } from './log-segment.ts'
import { appendAsLeader, createLog, type ReplicaLog, roll } from './replica-log.ts'

const HOUR = 3_600_000
const CONFIG = { 'cleanup.policy': 'compact', 'delete.retention.ms': String(HOUR), 'min.cleanable.dirty.ratio': '0.01' }

/** Written at that instant of the broker's clock, with timestamps of long ago; the segment is full with it. */
function write(log: ReplicaLog, key: string, value: string | null, atMs: number): void {
  appendAsLeader(log, batchOf([{ key, value, timestamp: 1_000 }]), 0)
  noteModified(log, atMs)
  log.highWatermark = log.logEndOffset
  roll(log, atMs)
}

const keys = (log: ReplicaLog) =>
  log.segments.flatMap((segment) =>
    batchesOf(segment).flatMap(({ records }) => records.map(({ key, value }) => `${key}=${value}`)),
  )

/** A tombstone is cleaned at once, soon after, and twice after delete.retention.ms, each time with something new to clean. */
function livedThrough(version: ProfileName, segmentBytes: number): ReplicaLog {
  const layers = brokerLayers(emptyMetadataImage(), {}, 1, profileOf(version))
  const config = createLogConfig({ ...CONFIG, 'segment.bytes': String(segmentBytes) }, layers)
  const log = createLog('state-0', 'T'.repeat(22), config, NEW_YEAR)
  write(log, 'a', '1', NEW_YEAR)
  write(log, 'a', null, NEW_YEAR + 1_000)
  write(log, 'b', '1', NEW_YEAR + 2_000)
  cleanLog(log, NEW_YEAR + 3_000)
  write(log, 'c', '1', NEW_YEAR + 4_000)
  cleanLog(log, NEW_YEAR + 5_000)
  expect(keys(log)).toEqual(['a=null', 'b=1', 'c=1'])
  for (const [index, key] of ['d', 'e'].entries()) {
    const atMs = NEW_YEAR + 2 * HOUR + index * 2_000
    write(log, key, '1', atMs)
    cleanLog(log, atMs + 1_000)
  }
  return log
}

const WITHOUT = ['b=1', 'c=1', 'd=1', 'e=1']

test.each(PROFILE_NAMES)('%s: a tombstone goes after delete.retention.ms though its timestamp is old', (version) => {
  expect(keys(livedThrough(version, 100))).toEqual(WITHOUT)
})

test('where segments are merged the file is young again, and 2.5.0 never drops it (KAFKA-8522)', () => {
  expect(keys(livedThrough('kafka-2.5', 1_000_000))).toEqual(['a=null', ...WITHOUT])
  expect(keys(livedThrough('kafka-4', 1_000_000))).toEqual(WITHOUT)
})
