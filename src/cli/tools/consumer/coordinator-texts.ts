/**
 * How records of coordinators were shown before they were shown as JSON. Counterparts in Kafka: the formatters and
 * formatRecordKeyAndValue of GroupMetadataManager and TransactionLog.
 */
import type { ByteString } from '../../../kafka/common/payload.ts'
import {
  decodeGroupMetadataValue,
  decodeKey,
  decodeOffsetCommitValue,
  type GroupMetadataValue,
  type MemberMetadata,
} from '../../../kafka/group/coordinator-records.ts'
import type { LogRecord } from '../../../kafka/log/record-batch.ts'
import { decodeAssignment } from '../../../kafka/protocol/consumer-protocol.ts'
import { decodeTransactionRecord, type TransactionRecord } from '../../../kafka/transaction/transaction-records.ts'
import { inScala212MapOrder, inScala212SetOrder } from '../../../kafka/znodes/scala-map-order.ts'
import { JavaException } from '../../java-errors.ts'
import { GROUP_KEYS, type KeyKinds, kindOfKey, refuseField, TRANSACTION_KEYS } from './coordinator-keys.ts'

type KeyAndValue = Pick<LogRecord, 'key' | 'value'>

interface Shown {
  readonly key: string
  readonly payload: string
}

export const kafkaException = (message: string) => new JavaException('org.apache.kafka.common.KafkaException', message)

/** The first two bytes of a key say what it is; what they say ends the tool where nobody knows it. */
function checkKey(key: ByteString, kinds: KeyKinds, what: string): void {
  if (key.length < 2) throw new JavaException('java.nio.BufferUnderflowException', null)
  const version = kindOfKey(key)
  if (kinds[version] === undefined) throw kafkaException(`Unknown ${what} key schema version ${version}`)
  const broken = refuseField(key, kinds)
  if (broken !== null) throw broken
}

function groupKeyOf(key: ByteString | null): ReturnType<typeof decodeKey> | null {
  if (key === null) return null
  checkKey(key, GROUP_KEYS, 'message')
  return decodeKey(key)
}

/** OffsetsMessageFormatter; records of other kinds print nothing. */
export function offsetsText({ key: keyBytes, value: bytes }: KeyAndValue): string {
  const key = groupKeyOf(keyBytes)
  if (key?.type !== 'OffsetCommit') return ''
  const value = bytes === null ? null : decodeOffsetCommitValue(bytes)
  const prefix = `[${key.group},${key.topic},${key.partition}]::`
  if (value === null) return `${prefix}NULL\n`
  const fields = [
    `offset=${value.offset}`,
    `leaderEpoch=${value.leaderEpoch < 0 ? 'Optional.empty' : `Optional[${value.leaderEpoch}]`}`,
    `metadata=${value.metadata}`,
    `commitTimestamp=${value.commitTimestamp}`,
    `expireTimestamp=${value.expireTimestamp < 0 ? 'None' : `Some(${value.expireTimestamp})`}`,
  ]
  return `${prefix}OffsetAndMetadata(${fields.join(', ')})\n`
}

/** GroupMetadataMessageFormatter. */
export function groupMetadataText({ key: keyBytes, value: bytes }: KeyAndValue): string {
  const key = groupKeyOf(keyBytes)
  if (key?.type !== 'GroupMetadata') return ''
  const value = bytes === null ? null : decodeGroupMetadataValue(bytes)
  if (value === null) return `${key.group}::NULL\n`
  const members = membersOf(value).map((member) => `${member.memberId} -> ${memberText(member, value.protocol)}`)
  const fields = [
    `groupId=${key.group}`,
    `generation=${value.generation}`,
    `protocolType=Some(${value.protocolType})`,
    `currentState=${members.length === 0 ? 'Empty' : 'Stable'}`,
    `members=Map(${members.join(', ')})`,
  ]
  return `${key.group}::GroupMetadata(${fields.join(', ')})\n`
}

function memberText(member: MemberMetadata, protocol: string | null): string {
  const fields = [
    `memberId=${member.memberId}`,
    `groupInstanceId=Some(${member.groupInstanceId})`,
    `clientId=${member.clientId}`,
    `clientHost=${member.clientHost}`,
    `sessionTimeoutMs=${member.sessionTimeout}`,
    `rebalanceTimeoutMs=${member.rebalanceTimeout}`,
    `supportedProtocols=List(${protocol ?? 'null'})`,
  ]
  return `MemberMetadata(${fields.join(', ')}, )`
}

/** In the order of the map that the broker keeps them in. */
function membersOf({ members }: GroupMetadataValue): readonly MemberMetadata[] {
  const byId = new Map(members.map((member) => [member.memberId, member]))
  return inScala212MapOrder([...byId.keys()]).flatMap((id) => byId.get(id) ?? [])
}

/** What `--offsets-decoder` shows; null for a key of another kind. */
export function groupRecordText({ key: keyBytes, value: bytes }: KeyAndValue): Shown | null {
  const key = groupKeyOf(keyBytes)
  if (key === null) return null
  if (key.type === 'OffsetCommit') {
    const value = bytes === null ? null : decodeOffsetCommitValue(bytes)
    const metadata = value === null || value.metadata === '' ? '' : `,metadata=${value.metadata}`
    return {
      key: `offset_commit::group=${key.group},partition=${key.topic}-${key.partition}`,
      payload: value === null ? '<DELETE>' : `offset=${value.offset}${metadata}`,
    }
  }
  const value = bytes === null ? null : decodeGroupMetadataValue(bytes)
  return { key: `group_metadata::group=${key.group}`, payload: value === null ? '<DELETE>' : groupText(value) }
}

function groupText(value: GroupMetadataValue): string {
  const { protocolType, protocol, generation: generationId } = value
  const assigned = ({ assignment }: MemberMetadata) =>
    protocolType === 'consumer' ? `[${decodeAssignment(assignment).join(', ')}]` : hex(assignment)
  const assignment = `{${membersOf(value)
    .map((member) => `${member.memberId}=${assigned(member)}`)
    .join(',')}}`
  return JSON.stringify({ protocolType, protocol, generationId, assignment })
}

/** One large number: zeros in front are none. */
function hex(bytes: ByteString): string {
  const digits = [...bytes].map((byte) => byte.charCodeAt(0).toString(16).padStart(2, '0')).join('')
  return bytes === '' ? '' : digits.replace(/^0+(?=.)/, '').toUpperCase()
}

/** What `--transaction-log-decoder` shows; null for what cannot be read. */
export function transactionRecordText(record: KeyAndValue): Shown | null {
  const decoded = transactionOf(record)
  if (decoded === null) return null
  const { transactionalId, value: known } = decoded
  const shownKey = `transaction_metadata::transactionalId=${transactionalId}`
  if (known === null) return { key: shownKey, payload: '<DELETE>' }
  const fields = [
    `producerId:${known.producerId}`,
    `producerEpoch:${known.producerEpoch}`,
    `state=${known.state}`,
    `partitions=[${inScala212SetOrder(known.topicPartitions).join(',')}]`,
    `txnLastUpdateTimestamp=${known.lastUpdateTimestamp}`,
    `txnTimeoutMs=${known.timeoutMs}`,
  ]
  return { key: shownKey, payload: fields.join(',') }
}

/** TransactionLogMessageFormatter. */
export function transactionText(record: KeyAndValue): string {
  const decoded = transactionOf(record)
  if (decoded === null) return ''
  const { transactionalId, value: known } = decoded
  if (known === null) return `${transactionalId}::NULL\n`
  const fields = [
    `transactionalId=${transactionalId}`,
    `producerId=${known.producerId}`,
    `producerEpoch=${known.producerEpoch}`,
    `txnTimeoutMs=${known.timeoutMs}`,
    `state=${known.state}`,
    'pendingState=None',
    `topicPartitions=Set(${inScala212SetOrder(known.topicPartitions).join(', ')})`,
    `txnStartTimestamp=${known.startTimestamp}`,
    `txnLastUpdateTimestamp=${known.lastUpdateTimestamp}`,
  ]
  return `${transactionalId}::TransactionMetadata(${fields.join(', ')})\n`
}

function transactionOf({ key, value }: KeyAndValue): TransactionRecord | null {
  if (key === null) return null
  checkKey(key, TRANSACTION_KEYS, 'transaction log message')
  const record = decodeTransactionRecord(key, value)
  return typeof record === 'string' ? null : record
}
