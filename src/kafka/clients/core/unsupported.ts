/** Counterpart in Kafka: org.apache.kafka.clients.NodeApiVersions: a node that does not answer what it is to be asked. */
import type { Response } from '../../protocol/apis.ts'
import { type ClientError, clientError } from './client-error.ts'

type Asked = { readonly type: string }

/** The other has told what it answers, in place of an answer. */
export function isUnsupported(request: Asked, response: Response): boolean {
  return response.type === 'ApiVersionsResponse' && request.type !== 'ApiVersionsRequest'
}

export function unsupported(request: Asked): ClientError {
  return clientError('UnsupportedVersionException', `The node does not support ${apiName(request)}`)
}

/** `LIST_GROUPS`, as the enum ApiKeys has it. */
export function apiName({ type }: Asked): string {
  return type
    .replace(/Request$/, '')
    .replace(/(?<=[a-z])(?=[A-Z])/g, '_')
    .toUpperCase()
}
