/**
 * The smallest coordinator there can be: counters, on an internal topic of their own. It proves that a coordinator is a
 * folder and a row, and shows what each part of a row is for.
 */
import type { NodeId } from '../engine/node-context.ts'
import type { CoordinatorKind, CoordinatorResponse, CoordinatorResult } from '../kafka/coordinator/coordinator-shard.ts'
import { operationError } from '../kafka/coordinator/operation-errors.ts'
import { committedValues, createTimeline, put, type Timeline } from '../kafka/coordinator/timeline.ts'
import type { ApiVersionsResponse } from '../kafka/protocol/api-versions.ts'

export interface AddRequest {
  readonly type: 'AddRequest'
  readonly correlationId: number
  readonly counter: string
  readonly by: number
  /** Goes back to zero after so many milliseconds; 0 never. */
  readonly forMs: number
}

/** What all counters on a broker come to, of what is committed. */
export interface SumRequest {
  readonly type: 'SumRequest'
  readonly correlationId: number
}

/** Sets a counter to the number of APIs that another broker has. */
export interface CountApisRequest {
  readonly type: 'CountApisRequest'
  readonly correlationId: number
  readonly counter: string
  readonly brokerId: number
}

interface ApisAsked {
  readonly type: 'ApisAsked'
  readonly counter: string
  readonly by: NodeId
  readonly correlationId: number
}

export interface CounterResponse {
  readonly type: 'CounterResponse'
  readonly correlationId: number
  readonly errorCode: string
  readonly value: number
}

interface CounterRecord {
  readonly counter: string
  /** Null: forgotten. */
  readonly value: number | null
}

interface Counters {
  readonly values: Timeline<number>
}

interface Reset {
  readonly type: 'Reset'
  readonly counter: string
}

export const COUNTER_TOPIC = '__counters'
const PARTITIONS = 2

/** Names of even length are on partition 0, the others on 1. */
export function partitionOfCounter(counter: string): number {
  return counter.length % PARTITIONS
}

export const counterCoordinator: CoordinatorKind<Counters, CounterRecord> = {
  name: 'counter',
  topic: COUNTER_TOPIC,
  // Clients ask for it as for that of share groups, which is not here; a counter is named by letters.
  keys: {
    type: 'share',
    partitionOf: (counter) => (/^[a-z]+$/.test(counter) ? partitionOfCounter(counter) : 'INVALID_REQUEST'),
  },
  requests: ['AddRequest', 'SumRequest', 'CountApisRequest'],
  partitionOf: ({ counter }) => partitionOfCounter(counter),
  internalTopic: () => ({ numPartitions: PARTITIONS, replicationFactor: 3, configs: [['cleanup.policy', 'compact']] }),
  writeTimeoutMs: () => 5_000,

  refuse: (request) =>
    (request as AddRequest).counter === '' ? respond(request.correlationId, 'INVALID_REQUEST', 0) : null,
  route: (request) =>
    request.type === 'SumRequest'
      ? 'everyShard'
      : [{ partition: partitionOfCounter((request as AddRequest).counter), request }],
  merge: ({ correlationId }, responses) =>
    respond(
      correlationId,
      'NONE',
      responses.reduce((sum, response) => sum + (response as unknown as CounterResponse).value, 0),
    ),
  errorResponse: ({ correlationId }, errorCode) => respond(correlationId, operationError(errorCode), 0),
  isRead: ({ type }) => type === 'SumRequest',

  createState: () => ({ values: createTimeline() }),
  timelines: ({ values }) => [values],
  handle({ values }, request, from, host) {
    if (request.type === 'CountApisRequest') {
      const { counter, brokerId, correlationId } = request as CountApisRequest
      const question: ApisAsked = { type: 'ApisAsked', counter, by: from, correlationId }
      const asked = host.ask(brokerId, { type: 'ApiVersionsRequest', clientSoftwareVersion: '4' }, question)
      return asked ? null : { ...decided([], respond(correlationId, 'NETWORK_EXCEPTION', 0)), refusal: true }
    }
    if (request.type === 'SumRequest') {
      let sum = 0
      for (const value of committedValues(values).values()) sum += value
      return decided([], respond(request.correlationId, 'NONE', sum))
    }
    const { counter, by, forMs, correlationId } = request as AddRequest
    const value = (values.latest.get(counter) ?? 0) + by
    if (forMs > 0) host.schedule(counter, forMs * 1_000, { type: 'Reset', counter } as Reset)
    return decided([{ counter, value }], respond(correlationId, 'NONE', value))
  },
  onTimer: (_, timer) => decided([{ counter: (timer as Reset).counter, value: null }], null),
  onAnswer(_, question, response, host) {
    const { counter, by, correlationId } = question as ApisAsked
    const value = (response as ApiVersionsResponse | null)?.apiKeys.length ?? 0
    host.respond(by, respond(correlationId, response === null ? 'NETWORK_EXCEPTION' : 'NONE', value))
    return response === null ? null : decided([{ counter, value }], null)
  },
  onWritten: () => null,
  replay: ({ values }, { counter, value }, offset) => put(values, counter, value, offset),
  onLoaded: () => null,
  onUnloaded: () => {},
  /** A counter that is called like a topic begins with its number of partitions, and ends with it. */
  onNewMetadata({ values }, { createdTopics, deletedTopics }, { metadata, partition }) {
    const mine = (topic: string): boolean => /^[a-z]+$/.test(topic) && partitionOfCounter(topic) === partition
    const made = [...createdTopics].filter(mine).map((counter) => {
      const value = metadata.topics.get(counter)?.partitions.length ?? 0
      return { counter, value }
    })
    const gone = [...values.latest.keys()].filter((counter) => deletedTopics.has(counter))
    return decided([...gone.map((counter) => ({ counter, value: null })), ...made], null)
  },

  encode: ({ counter, value }) => ({ key: counter, value: value === null ? null : String(value) }),
  decode(key, value) {
    if (key.startsWith('later:')) return 'unknown'
    return value !== null && !/^-?\d+$/.test(value)
      ? 'malformed'
      : { counter: key, value: value === null ? null : Number(value) }
  },
}

function decided(
  records: readonly CounterRecord[],
  response: CoordinatorResponse | null,
): CoordinatorResult<CounterRecord> {
  return { records, response, completion: null, alreadyApplied: false }
}

function respond(correlationId: number, errorCode: string, value: number): CoordinatorResponse {
  const response: CounterResponse = { type: 'CounterResponse', correlationId, errorCode, value }
  return response as unknown as CoordinatorResponse
}
