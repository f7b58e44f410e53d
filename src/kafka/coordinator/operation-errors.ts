import type { ErrorCode } from '../common/errors.ts'

/**
 * What a client is told when the log would not take what its request led to, or not in time. Counterpart in Kafka:
 * CoordinatorOperationExceptionHelper.
 */
export function operationError(errorCode: ErrorCode): ErrorCode {
  switch (errorCode) {
    case 'UNKNOWN_TOPIC_OR_PARTITION':
    case 'NOT_ENOUGH_REPLICAS':
    case 'NOT_ENOUGH_REPLICAS_AFTER_APPEND':
    case 'REQUEST_TIMED_OUT':
      return 'COORDINATOR_NOT_AVAILABLE'
    case 'NOT_LEADER_OR_FOLLOWER':
    case 'KAFKA_STORAGE_ERROR':
      return 'NOT_COORDINATOR'
    case 'MESSAGE_TOO_LARGE':
    case 'RECORD_LIST_TOO_LARGE':
      return 'UNKNOWN_SERVER_ERROR'
    default:
      return errorCode
  }
}
