/** rd_kafka_err2str: errors of Kafka's protocol in librdkafka's words, and errors that its client meets by itself. */
import { ERROR_NUMBERS, type ErrorCode } from '../../kafka/common/errors.ts'

const BROKER: Readonly<Record<number, string>> = {
  1: 'Offset out of range',
  2: 'Invalid message',
  3: 'Unknown topic or partition',
  5: 'Leader not available',
  6: 'Not leader for partition',
  7: 'Request timed out',
  8: 'Broker not available',
  9: 'Replica not available',
  10: 'Message size too large',
  14: 'Coordinator load in progress',
  15: 'Coordinator not available',
  16: 'Not coordinator',
  17: 'Invalid topic',
  18: 'Message batch larger than configured server segment size',
  19: 'Not enough in-sync replicas',
  20: 'Message(s) written to insufficient number of in-sync replicas',
  22: 'Specified group generation id is not valid',
  23: 'Inconsistent group protocol',
  24: 'Invalid group.id',
  25: 'Unknown member',
  26: 'Invalid session timeout',
  27: 'Group rebalance in progress',
  32: 'Invalid timestamp',
  35: 'API version not supported',
  37: 'Invalid number of partitions',
  38: 'Invalid replication factor',
  42: 'Invalid request',
  45: 'Broker received an out of order sequence number',
  56: 'Disk error when trying to access log file on disk',
  74: 'Leader epoch is older than broker epoch',
  75: 'Leader epoch is newer than broker epoch',
  82: 'Static consumer fenced by other consumer with same group.instance.id',
  87: 'Broker failed to validate record',
}

export function brokerErrorText(code: ErrorCode): string {
  const text = BROKER[ERROR_NUMBERS[code]]
  return text === undefined ? `Err-${ERROR_NUMBERS[code]}?` : `Broker: ${text}`
}

/** Of what a client here throws, by its class in Java. */
const BY_CLASS: Readonly<Record<string, string>> = {
  TimeoutException: 'Local: Message timed out',
  RecordTooLargeException: 'Broker: Message size too large',
  RecordBatchTooLargeException: 'Broker: Message batch larger than configured server segment size',
  InvalidTopicException: 'Broker: Invalid topic',
  NotEnoughReplicasException: 'Broker: Not enough in-sync replicas',
  NotEnoughReplicasAfterAppendException: 'Broker: Message(s) written to insufficient number of in-sync replicas',
  UnknownTopicOrPartitionException: 'Broker: Unknown topic or partition',
  NotLeaderOrFollowerException: 'Broker: Not leader for partition',
  NotLeaderForPartitionException: 'Broker: Not leader for partition',
  InvalidTimestampException: 'Broker: Invalid timestamp',
  InvalidRecordException: 'Broker: Broker failed to validate record',
  OffsetOutOfRangeException: 'Broker: Offset out of range',
  NoOffsetForPartitionException: 'Local: No offset stored',
  InvalidSessionTimeoutException: 'Broker: Invalid session timeout',
  InconsistentGroupProtocolException: 'Broker: Inconsistent group protocol',
  InvalidGroupIdException: 'Broker: Invalid group.id',
  FencedInstanceIdException: 'Broker: Static consumer fenced by other consumer with same group.instance.id',
}

export function clientErrorText({ class: name, message }: { readonly class: string; readonly message: string | null }) {
  return BY_CLASS[name] ?? `Local: ${message ?? name}`
}
