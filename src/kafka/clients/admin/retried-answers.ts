/** Counterpart in Kafka: the handlers of KafkaAdminClient's calls: which answers they meet by asking again. */
import type { ErrorCode } from '../../common/errors.ts'
import type { UnsentRequest } from '../../network/network-client.ts'
import type { Response } from '../../protocol/apis.ts'
import type { AdminCall } from './admin-client.ts'

/** A top-level error that the client meets by trying again; errors inside rows are the caller's to read. */
export function retriableError(response: Response): ErrorCode | null {
  let code: ErrorCode | undefined
  if ('errorCode' in response) code = response.errorCode
  else if (response.type === 'DescribeGroupsResponse' || response.type === 'DeleteGroupsResponse')
    code = response.groups[0]?.errorCode
  else if (response.type === 'OffsetCommitResponse') code = response.partitions[0]?.errorCode
  else if (response.type === 'IncrementalAlterConfigsResponse') code = response.resources[0]?.errorCode
  else if ('topics' in response) code = saysNotController(response.topics) ? 'NOT_CONTROLLER' : undefined
  if (code === undefined || code === 'NONE') return null
  const retried: readonly ErrorCode[] = [
    'COORDINATOR_NOT_AVAILABLE',
    'NOT_COORDINATOR',
    'COORDINATOR_LOAD_IN_PROGRESS',
    'NOT_CONTROLLER',
    'REQUEST_TIMED_OUT',
  ]
  return retried.includes(code) ? code : null
}

/** Of some topics only its own controller can speak: all of them are asked for again. */
function saysNotController(topics: readonly object[]): boolean {
  return topics.some((topic) => 'errorCode' in topic && topic.errorCode === 'NOT_CONTROLLER')
}

/** The answers of which some topics may be refused because a quota of changes is exceeded (KIP-599). */
export type ChangeResponse = Extract<
  Response,
  { type: 'CreateTopicsResponse' | 'DeleteTopicsResponse' | 'CreatePartitionsResponse' }
>

function isChange(response: Response): response is ChangeResponse {
  const { type } = response
  return type === 'CreateTopicsResponse' || type === 'DeleteTopicsResponse' || type === 'CreatePartitionsResponse'
}

/** With the topics that an earlier try of the call has settled, in the order of the first. */
export function withSettled({ throttled }: AdminCall, response: Response): Response {
  if (throttled === undefined || !isChange(response)) return response
  const answered = new Map<string, object>(response.topics.map((topic) => [topic.name, topic]))
  const topics = throttled.topics.map((topic) => answered.get(topic.name) ?? topic)
  return { ...response, topics } as ChangeResponse
}

/**
 * The same call for the topics that a quota refused, once its time to wait is over; null where none did, or the caller
 * wants to be told of it instead (retryOnQuotaViolation).
 */
export function retryOfThrottled(call: AdminCall, response: Response, nowUs: number): AdminCall | null {
  if (call.failsOnQuota || !isChange(response)) return null
  const refused = new Set<string>()
  for (const { name, errorCode } of response.topics) if (errorCode === 'THROTTLING_QUOTA_EXCEEDED') refused.add(name)
  if (refused.size === 0) return null
  const nextTryAtUs = nowUs + (response.throttleTimeMs ?? 0) * 1_000
  return { ...call, request: onlyOf(call.request, refused), throttled: response, tries: 0, nextTryAtUs }
}

function onlyOf(request: UnsentRequest, names: ReadonlySet<string>): UnsentRequest {
  if (request.type === 'DeleteTopicsRequest')
    return { ...request, topics: request.topics.filter((name) => names.has(name)) }
  if (request.type === 'CreateTopicsRequest')
    return { ...request, topics: request.topics.filter(({ name }) => names.has(name)) }
  if (request.type === 'CreatePartitionsRequest')
    return { ...request, topics: request.topics.filter(({ name }) => names.has(name)) }
  return request
}
