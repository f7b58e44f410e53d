/** `kcat -L`: what metadata says, counterpart of `metadata_print` and `metadata_print_json`. */
import { endpointNode } from '../../kafka/common/addresses.ts'
import type { MetadataPartition, MetadataResponse, MetadataTopic } from '../../kafka/protocol/metadata.ts'
import { brokerErrorText } from './error-texts.ts'
import { jsonText } from './format.ts'

export interface Origin {
  readonly id: number
  readonly name: string
}

/** Who answered: by its id where that is known by now. */
export function originOf(response: MetadataResponse, peer: string, given: string): Origin {
  const broker = response.brokers.find(({ host, port }) => endpointNode(host, port) === peer)
  if (broker === undefined) return { id: -1, name: `${given}/bootstrap` }
  return { id: broker.id, name: `${broker.host}:${broker.port}/${broker.id}` }
}

export function metadataText(topic: string | null, origin: Origin, response: MetadataResponse): string {
  const { brokers, topics, controllerId } = response
  const lines = [
    `Metadata for ${topic ?? 'all topics'} (from broker ${origin.id}: ${origin.name}):`,
    ` ${brokers.length} brokers:`,
    ...brokers.map(
      ({ id, host, port }) => `  broker ${id} at ${host}:${port}${id === controllerId ? ' (controller)' : ''}`,
    ),
    ` ${topics.length} topics:`,
    ...topics.flatMap(topicLines),
  ]
  return `${lines.join('\n')}\n`
}

function topicLines({ name, errorCode, partitions }: MetadataTopic): string[] {
  const error = errorCode === 'NONE' ? '' : ` ${brokerErrorText(errorCode)}`
  const again = errorCode === 'LEADER_NOT_AVAILABLE' ? ' (try again)' : ''
  const head = `  topic "${name}" with ${partitions.length} partitions:${error}${again}`
  return [head, ...inOrder(partitions).map(partitionLine)]
}

function inOrder(partitions: readonly MetadataPartition[]): MetadataPartition[] {
  return [...partitions].sort((a, b) => a.partition - b.partition)
}

function partitionLine({ partition, leaderId, replicas, isr, errorCode }: MetadataPartition): string {
  const error = errorCode === 'NONE' ? '' : `, ${brokerErrorText(errorCode)}`
  return `    partition ${partition}, leader ${leaderId}, replicas: ${replicas.join(',')}, isrs: ${isr.join(',')}${error}`
}

export function metadataJson(topic: string | null, origin: Origin, response: MetadataResponse): string {
  const brokers = response.brokers.map(({ id, host, port }) => `{"id":${id},"name":${jsonText(`${host}:${port}`)}}`)
  const head = `"originating_broker":{"id":${origin.id},"name":${jsonText(origin.name)}},"query":{"topic":${jsonText(topic ?? '*')}}`
  const topics = response.topics.map(topicJson)
  return `{${head},"controllerid":${response.controllerId},"brokers":[${brokers.join(',')}],"topics":[${topics.join(',')}]}`
}

function topicJson({ name, errorCode, partitions }: MetadataTopic): string {
  const rows = inOrder(partitions).map((row) => {
    const ids = (list: readonly number[]) => `[${list.map((id) => `{"id":${id}}`).join(',')}]`
    const about = `"leader":${row.leaderId},"replicas":${ids(row.replicas)},"isrs":${ids(row.isr)}`
    return `{"partition":${row.partition},${errorJson(row.errorCode)}${about}}`
  })
  return `{"topic":${jsonText(name)},${errorJson(errorCode)}"partitions":[${rows.join(',')}]}`
}

function errorJson(errorCode: MetadataTopic['errorCode']): string {
  return errorCode === 'NONE' ? '' : `"error":${jsonText(brokerErrorText(errorCode))},`
}
