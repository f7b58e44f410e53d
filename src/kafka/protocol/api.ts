/**
 * What is known of an API: its key, its versions, what kind of traffic it is, and how its messages look by Kafka's field
 * names, from which their size follows.
 *
 * Counterpart in Kafka: org.apache.kafka.common.protocol.ApiKeys and the request classes' `data()`.
 */
import { splitTopicPartition, type TopicPartition } from '../common/topic-partition.ts'
import { utf8Length } from '../common/utf8.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'
import { type MessageTable, messageSizer, type WireStruct } from './message-table.ts'

/**
 * What a message is to somebody who watches. `data`: records, or the question for them; `acknowledgement`: a producer's
 * answer; `news`: something is being decided, worth slowing down for; `housekeeping`: what goes on all the time.
 */
export type Traffic = 'data' | 'acknowledgement' | 'news' | 'housekeeping'

export type AnyRequest = RequestHeader & { readonly type: string }
export type AnyResponse = ResponseHeader & { readonly type: string }

/** Size of a whole message in bytes, its length prefix included. */
export type SizeOf = (message: AnyRequest | AnyResponse) => number

/**
 * A message by Kafka's field names. Fields whose width never differs may be left out: they are counted all the same. A
 * message that carries another inside asks `sizeOf` for it.
 */
type ToWire<M> = (message: M, sizeOf: SizeOf) => WireStruct

export interface ApiDefinition<Q extends AnyRequest, P extends AnyResponse> {
  /** As ApiKeys names it. */
  readonly name: string
  readonly requestType: Q['type']
  readonly responseType: P['type']
  readonly tables: readonly [request: MessageTable, response: MessageTable]
  /** The version spoken, where it is not the last one released. */
  readonly version?: number
  /** Of both its messages, or of each. */
  readonly traffic: Traffic | readonly [request: Traffic, response: Traffic]
  readonly request: ToWire<Q>
  readonly response: ToWire<P>
  /** On the busiest paths the sum is written out; it is the one the tables give, as a test makes sure. */
  readonly quickSize?: { readonly request?: (message: Q) => number; readonly response?: (message: P) => number }
}

export interface Api<Q extends AnyRequest = AnyRequest, P extends AnyResponse = AnyResponse> {
  readonly name: string
  readonly apiKey: number
  /** First and last that a broker of this profile answers. */
  readonly versions: readonly [first: number, last: number]
  readonly version: number
  readonly request: MessageKind<Q>
  readonly response: MessageKind<P>
}

export interface MessageKind<M> {
  readonly type: string
  readonly table: MessageTable
  readonly traffic: Traffic
  readonly toWire: ToWire<M>
  /** Bytes of the whole message on the wire: length, header and body. */
  readonly sizeOf: (message: M, sizeOf: SizeOf) => number
}

const LENGTH_BYTES = 4
/** Api key, version and correlation id. */
const FIXED_HEADER_BYTES = 8
/** The client id is a string of the old kind in every version (KIP-511). */
const CLIENT_ID_LENGTH_BYTES = 2
const RESPONSE_HEADER_BYTES = 4
/** No tagged fields: a count of zero. */
const TAGGED_FIELDS_BYTES = 1
/** Whoever asks this does not know yet what the other side understands, so its answer has the oldest header. */
const API_VERSIONS = 18

export function defineApi<Q extends AnyRequest, P extends AnyResponse>(definition: ApiDefinition<Q, P>): Api<Q, P> {
  const { name, tables, quickSize } = definition
  const traffic =
    typeof definition.traffic === 'string' ? ([definition.traffic, definition.traffic] as const) : definition.traffic
  const [request, response] = tables
  const version = definition.version ?? request.versions[1]
  const apiKey = request.apiKey ?? -1
  const requestHeader = sizeOfRequestHeader(request, version)
  const responseHeader = sizeOfResponseHeader(response, version)
  const bodyOfRequest = lazySizer(request, version)
  const bodyOfResponse = lazySizer(response, version)
  return {
    name,
    apiKey,
    versions: request.versions,
    version,
    request: {
      type: definition.requestType,
      table: request,
      traffic: traffic[0],
      toWire: definition.request,
      sizeOf:
        quickSize?.request ??
        ((message, sizeOf) =>
          requestHeader + utf8Length(message.clientId) + bodyOfRequest(definition.request(message, sizeOf))),
    },
    response: {
      type: definition.responseType,
      table: response,
      traffic: traffic[1],
      toWire: definition.response,
      sizeOf:
        quickSize?.response ??
        ((message, sizeOf) => responseHeader + bodyOfResponse(definition.response(message, sizeOf))),
    },
  }
}

/** Length and header of a request, but for the letters of its client id. */
export function sizeOfRequestHeader(table: MessageTable, version: number): number {
  return LENGTH_BYTES + FIXED_HEADER_BYTES + CLIENT_ID_LENGTH_BYTES + taggedBytes(table, version)
}

export function sizeOfResponseHeader(table: MessageTable, version: number): number {
  return LENGTH_BYTES + RESPONSE_HEADER_BYTES + (table.apiKey === API_VERSIONS ? 0 : taggedBytes(table, version))
}

function taggedBytes(table: MessageTable, version: number): number {
  return table.flexibleFrom !== null && version >= table.flexibleFrom ? TAGGED_FIELDS_BYTES : 0
}

/** A run uses a few of the tables, so each is worked through when first needed. */
export function lazySizer(table: MessageTable, version: number): (message: WireStruct) => number {
  let sizer: ((message: WireStruct) => number) | null = null
  return (message) => {
    sizer ??= messageSizer(table, version)
    return sizer(message)
  }
}

/** A message without fields of its own, or whose fields all have one width. */
export function fixedFields(): WireStruct {
  return NOTHING
}

const NOTHING: WireStruct = Object.freeze({})

/** What Kafka writes a topic at a time. Topics keep the order they first appear in. */
export function byTopic<Row>(
  rows: readonly Row[],
  topicPartitionOf: (row: Row) => TopicPartition,
): { readonly topic: string; readonly rows: Row[] }[] {
  const topics = new Map<string, { readonly topic: string; readonly rows: Row[] }>()
  for (const row of rows) {
    const { topic } = splitTopicPartition(topicPartitionOf(row))
    const found = topics.get(topic)
    if (found === undefined) topics.set(topic, { topic, rows: [row] })
    else found.rows.push(row)
  }
  return [...topics.values()]
}

/** The same for the two requests that keep the order of partitions: a topic that comes again is written again. */
export function byTopicInARow<Row>(
  rows: readonly Row[],
  topicPartitionOf: (row: Row) => TopicPartition,
): { readonly topic: string; readonly rows: Row[] }[] {
  const topics: { readonly topic: string; readonly rows: Row[] }[] = []
  for (const row of rows) {
    const { topic } = splitTopicPartition(topicPartitionOf(row))
    const last = topics[topics.length - 1]
    if (last?.topic === topic) last.rows.push(row)
    else topics.push({ topic, rows: [row] })
  }
  return topics
}

/** Topics with the numbers of their partitions, under the two names that the message gives them. */
export function topicsWithIndexes(
  topicPartitions: readonly TopicPartition[],
  topicField: string,
  partitionsField: string,
): WireStruct[] {
  return byTopic(topicPartitions, (name) => name).map(({ topic, rows }) => ({
    [topicField]: topic,
    [partitionsField]: rows.map((name) => splitTopicPartition(name).partition),
  }))
}
