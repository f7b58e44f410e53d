/**
 * Bytes of the metadata log's records, as MetadataRecordSerde writes them into record batches.
 *
 * An entry here does not remember which batch it was appended in, so those of one leader epoch count as one batch.
 */
import { RECORD_BATCH_OVERHEAD, sizeOfVarint } from '../log/record-batch.ts'
import type { MetadataLogEntry, MetadataRecord } from '../metadata/metadata-records.ts'
import { lazySizer } from './api.ts'
import { kRaftVersionRecord } from './generated/kraft-version-record.ts'
import { leaderChangeMessage } from './generated/leader-change-message.ts'
import {
  beginTransactionRecord,
  brokerRegistrationChangeRecord,
  clearElrRecord,
  clientQuotaRecord,
  configRecord,
  endTransactionRecord,
  featureLevelRecord,
  noOpRecord,
  partitionChangeRecord,
  partitionRecord,
  producerIdsRecord,
  registerBrokerRecord,
  registerControllerRecord,
  removeTopicRecord,
  topicRecord,
  unregisterBrokerRecord,
} from './generated/metadata-records.ts'
import { votersRecord } from './generated/voters-record.ts'
import { type MessageTable, sizeOfUnsignedVarint, type WireStruct } from './message-table.ts'
import { ANY_DIRECTORY_ID, CONTROLLER_LISTENER } from './metadata-quorum.ts'

const TABLES: { readonly [Type in MetadataRecord['type']]: MessageTable } = {
  RegisterBrokerRecord: registerBrokerRecord,
  UnregisterBrokerRecord: unregisterBrokerRecord,
  BrokerRegistrationChangeRecord: brokerRegistrationChangeRecord,
  RegisterControllerRecord: registerControllerRecord,
  TopicRecord: topicRecord,
  PartitionRecord: partitionRecord,
  PartitionChangeRecord: partitionChangeRecord,
  RemoveTopicRecord: removeTopicRecord,
  ConfigRecord: configRecord,
  ClientQuotaRecord: clientQuotaRecord,
  ClearElrRecord: clearElrRecord,
  FeatureLevelRecord: featureLevelRecord,
  ProducerIdsRecord: producerIdsRecord,
  NoOpRecord: noOpRecord,
  BeginTransactionRecord: beginTransactionRecord,
  EndTransactionRecord: endTransactionRecord,
  LeaderChangeMessage: leaderChangeMessage,
  KRaftVersionRecord: kRaftVersionRecord,
  VotersRecord: votersRecord,
}

const sizers = new Map<string, (record: WireStruct) => number>()

/** One batch a leader epoch, with the size it has on disk and on the wire. */
export function entryBatches(entries: readonly MetadataLogEntry[]): { readonly sizeInBytes: number }[] {
  const batches: { sizeInBytes: number }[] = []
  let epoch = -1
  let baseOffset = 0
  for (const entry of entries) {
    if (entry.epoch !== epoch || batches.length === 0) {
      batches.push({ sizeInBytes: RECORD_BATCH_OVERHEAD })
      epoch = entry.epoch
      baseOffset = entry.offset
    }
    const batch = batches[batches.length - 1] as { sizeInBytes: number }
    batch.sizeInBytes += sizeOfEntry(entry.record, entry.offset - baseOffset)
  }
  return batches
}

/** Attributes, timestamp delta, offset delta, key, value, number of headers; before them their length. */
function sizeOfEntry(record: MetadataRecord, offsetDelta: number): number {
  const value = sizeOfRecordValue(record)
  const keyBytes = isControl(record) ? CONTROL_KEY_BYTES : NULL_KEY_BYTES
  const body = 1 + 1 + sizeOfVarint(offsetDelta) + keyBytes + sizeOfVarint(value) + value + 1
  return sizeOfVarint(body) + body
}

/** Records of the quorum itself; their tables have no key, as no API asks for them. */
function isControl(record: MetadataRecord): boolean {
  return TABLES[record.type].apiKey === null
}

const NULL_KEY_BYTES = 1
/** Version and type of a control record, and their length. */
const CONTROL_KEY_BYTES = 5

function sizeOfRecordValue(record: MetadataRecord): number {
  const table = TABLES[record.type]
  const version = table.versions[1]
  let sizer = sizers.get(record.type)
  if (sizer === undefined) {
    sizer = lazySizer(table, version)
    sizers.set(record.type, sizer)
  }
  const body = sizer(toWire(record))
  if (isControl(record)) return body
  // The frame's version, the record's type and the type's version.
  return 1 + sizeOfUnsignedVarint(table.apiKey ?? 0) + sizeOfUnsignedVarint(version) + body
}

/** By Kafka's field names; what always has the same width is left out. */
function toWire(record: MetadataRecord): WireStruct {
  switch (record.type) {
    case 'RegisterBrokerRecord':
      return {
        endPoints: [{ name: 'PLAINTEXT', host: record.host }],
        features: record.features.map((name) => ({ name })),
        rack: record.rack,
        logDirs: record.logDirs ?? [ANY_DIRECTORY_ID],
        cordonedLogDirs: record.cordonedLogDirs,
      }
    case 'BrokerRegistrationChangeRecord':
      return {
        fenced: changedFlag(record.fenced),
        inControlledShutdown: changedFlag(record.inControlledShutdown),
        cordonedLogDirs: record.cordonedLogDirs,
        ...(record.logDirs === undefined ? {} : { logDirs: record.logDirs }),
      }
    case 'RegisterControllerRecord':
      return {
        endPoints: [{ ...CONTROLLER_LISTENER, host: record.host }],
        features: record.features.map((name) => ({ name })),
      }
    case 'TopicRecord':
      return { name: record.name }
    case 'PartitionRecord':
      return {
        replicas: record.replicas,
        isr: record.isr,
        removingReplicas: record.removingReplicas,
        addingReplicas: record.addingReplicas,
        leaderRecoveryState: record.leaderRecoveryState === 'recovering' ? 1 : 0,
        directories: record.replicas.map(() => ANY_DIRECTORY_ID),
        eligibleLeaderReplicas: nullWhenEmpty(record.eligibleLeaderReplicas),
        lastKnownElr: nullWhenEmpty(record.lastKnownElr),
      }
    case 'PartitionChangeRecord':
      return {
        isr: record.isr,
        leader: record.leader ?? undefined,
        replicas: record.replicas,
        removingReplicas: record.removingReplicas,
        addingReplicas: record.addingReplicas,
        leaderRecoveryState:
          record.leaderRecoveryState === null ? undefined : record.leaderRecoveryState === 'recovering' ? 1 : 0,
        directories: directoriesOfChange(record),
        eligibleLeaderReplicas: record.eligibleLeaderReplicas,
        lastKnownElr: record.lastKnownElr,
      }
    case 'ConfigRecord':
      return { resourceName: record.resourceName, name: record.name, value: record.value }
    case 'ClientQuotaRecord':
      return {
        entity: record.entity.map(({ entityType, entityName }) => ({ entityType, entityName })),
        key: record.key,
      }
    case 'ClearElrRecord':
      return { topicName: record.topicName ?? '' }
    case 'FeatureLevelRecord':
      return { name: record.name }
    case 'BeginTransactionRecord':
      return { name: record.name }
    case 'VotersRecord':
      return { voters: record.voters.map(() => ({ endpoints: [CONTROLLER_LISTENER], kRaftVersionFeature: {} })) }
    case 'LeaderChangeMessage':
      return { voters: record.voters.map(() => ({})), grantingVoters: record.voters.map(() => ({})) }
    default:
      return {}
  }
}

/** With the replicas they are named anew, one for each. */
function directoriesOfChange({ replicas, directories }: Extract<MetadataRecord, { type: 'PartitionChangeRecord' }>) {
  const named = replicas ?? (directories === undefined ? null : Object.keys(directories))
  return named === null ? null : named.map(() => ANY_DIRECTORY_ID)
}

/** 0 says: unchanged. */
function changedFlag(flag: boolean | null): number {
  return flag === null ? 0 : flag ? 1 : -1
}

/** A new partition says nothing of replicas it has none of. */
function nullWhenEmpty(replicas: readonly number[]): readonly number[] | null {
  return replicas.length === 0 ? null : replicas
}
