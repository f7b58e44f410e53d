/**
 * librdkafka's partitioners (`partitioner` in its settings). Its default, `consistent_random`, is CRC32 of the key, where
 * Java's clients take murmur2: the same key goes to another partition. Records without a key stick to a partition that is
 * drawn anew every sticky.partitioning.linger.ms, where the partitioner is one that draws.
 */
import type { NodeContext } from '../../engine/node-context.ts'
import { partitionForKey } from '../../kafka/common/murmur2.ts'
import type { ByteString } from '../../kafka/common/payload.ts'

export interface StickyChoice {
  partition: number
  untilUs: number
}

export interface PartitionerSettings {
  readonly partitioner: string
  readonly stickyMs: number
}

export function partitionerSettings(settings: ReadonlyMap<string, string>): PartitionerSettings {
  return {
    partitioner: settings.get('partitioner') ?? 'consistent_random',
    stickyMs: Number(settings.get('sticky.partitioning.linger.ms') ?? '10'),
  }
}

/** Of `count` partitions, those in `available` having a leader. */
export function choosePartition(
  { partitioner, stickyMs }: PartitionerSettings,
  key: ByteString | null,
  topic: { readonly count: number; readonly available: readonly number[] },
  sticky: StickyChoice,
  node: NodeContext,
): number {
  const draws = partitioner === 'random' || partitioner.endsWith('_random')
  // An empty key counts as none for CRC32's random brother alone.
  const isKeyed = key !== null && (key !== '' || partitioner !== 'consistent_random') && partitioner !== 'random'
  if (isKeyed || !draws) return hashPartition(partitioner, key ?? '', topic.count)
  if (stickyMs === 0 || (key !== null && partitioner === 'random')) return draw(topic, node)
  if (node.nowUs >= sticky.untilUs || !topic.available.includes(sticky.partition)) {
    sticky.partition = draw(topic, node)
    sticky.untilUs = node.nowUs + stickyMs * 1000
  }
  return sticky.partition
}

function draw(topic: { readonly count: number; readonly available: readonly number[] }, node: NodeContext): number {
  const first = node.randomInt('kcat-partitioner', topic.count)
  return topic.available.includes(first) ? first : node.randomInt('kcat-partitioner', topic.count)
}

function hashPartition(partitioner: string, key: ByteString, count: number): number {
  if (partitioner.startsWith('murmur2')) return partitionForKey(key, count)
  return (partitioner.startsWith('fnv1a') ? fnv1a(key) : crc32(key)) % count
}

/** As zlib has it: reflected, 0xedb88320. */
export function crc32(bytes: ByteString): number {
  let crc = 0xffffffff
  for (let at = 0; at < bytes.length; at++) {
    crc ^= bytes.charCodeAt(at)
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return (crc ^ 0xffffffff) >>> 0
}

/** As rd_fnv1a: the absolute value, to agree with Sarama. */
export function fnv1a(bytes: ByteString): number {
  let hash = 0x811c9dc5 | 0
  for (let at = 0; at < bytes.length; at++) hash = Math.imul(hash ^ bytes.charCodeAt(at), 0x01000193)
  return Math.abs(hash)
}
