/** Counterpart in Kafka: org.apache.kafka.common.Uuid. */
import type { NodeContext } from '../../engine/node-context.ts'

const BASE64_URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** A random (version 4) id in 22 characters, drawn from `stream`; never one that a tool would take for an option. */
export function randomUuid(stream: string, node: NodeContext): string {
  const bytes: number[] = []
  for (let index = 0; index < 16; index++) bytes.push(node.randomInt(stream, 256))
  const id = base64Url(withVersion4(bytes))
  return id.startsWith('-') ? `A${id.slice(1)}` : id
}

function withVersion4(bytes: readonly number[]): number[] {
  return bytes.map((byte, index) => (index === 6 ? (byte & 0x0f) | 0x40 : index === 8 ? (byte & 0x3f) | 0x80 : byte))
}

/** Sixteen bytes make 21 whole characters and two bits. */
export function base64Url(bytes: readonly number[]): string {
  let text = ''
  for (let bit = 0; bit < bytes.length * 8; bit += 6) {
    const word = ((bytes[bit >> 3] ?? 0) << 8) | (bytes[(bit >> 3) + 1] ?? 0)
    text += BASE64_URL.charAt((word >> (10 - (bit & 7))) & 63)
  }
  return text
}

interface FormattedCluster {
  readonly clusterId: string
  readonly directoryIds?: Readonly<Record<number, string>>
}

/**
 * The id of a node's log directory, or of another of its folders: the same in every run of the same cluster, as formatting
 * would have made it; another where a new disk has taken the place of `disksBefore` earlier ones.
 */
export function directoryId(
  { clusterId, directoryIds }: FormattedCluster,
  nodeId: number,
  folder = 0,
  disksBefore = 0,
): string {
  const known = folder === 0 && disksBefore === 0 ? directoryIds?.[nodeId] : undefined
  const which = `${folder === 0 ? '' : `/${folder}`}${disksBefore === 0 ? '' : `/new-${disksBefore}`}`
  if (known !== undefined) return known
  const bytes: number[] = []
  let hash = 0x811c9dc5
  for (let index = 0; index < 16; index++) {
    for (const character of `${clusterId}/${nodeId}/${index}${which}`)
      hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193)
    bytes.push((hash ^ (hash >>> 15)) & 255)
  }
  const id = base64Url(withVersion4(bytes))
  return id.startsWith('-') ? `A${id.slice(1)}` : id
}
