/**
 * Counterpart in ZooKeeper: org.apache.jute.BinaryOutputArchive over the records of zookeeper.jute. Bytes of every message
 * on the wire. Integers have 4 bytes, longs 8, booleans 1; strings, buffers and lists begin with a length of 4.
 */
import { unreachable } from '../../../engine/assert.ts'
import type { ByteString } from '../../common/payload.ts'
import { utf8Length } from '../../common/utf8.ts'
import type { ClientToServer, MultiOperation, MultiResult, ServerToClient } from './client-messages.ts'
import type { ForwardedBody, QuorumMessage } from './quorum-messages.ts'
import type { Transaction, TransactionBody } from './transaction.ts'

export type ZooKeeperMessage = ClientToServer | ServerToClient | QuorumMessage

const INT = 4
const LONG = 8
const BOOLEAN = 1
/** Between client and server every message begins with its length. */
const FRAME = INT
const REQUEST_HEADER = 2 * INT
const REPLY_HEADER = INT + LONG + INT
const PASSWORD = INT + 16
const STAT = 6 * LONG + 5 * INT
/** One entry, `world:anyone` with all permissions: the list that Kafka gives its znodes unless it is told otherwise. */
const OPEN_ACL = INT + INT + string('world') + string('anyone')
/** Type, zxid, length of the data and an empty list of identities. */
const QUORUM_PACKET = INT + LONG + INT + INT
/** State, leader, zxid, election epoch, peer epoch, format and the length of the servers' list that follows. */
const NOTIFICATION = FRAME + INT + 4 * LONG + INT + INT
const TRANSACTION_HEADER = LONG + INT + LONG + LONG + INT
const MULTI_HEADER = INT + BOOLEAN + INT

export function sizeOfZooKeeperMessage(message: ZooKeeperMessage): number {
  switch (message.type) {
    case 'ElectionNotification':
      return NOTIFICATION
    case 'FollowerInfo':
      return QUORUM_PACKET + LONG + INT + LONG
    case 'LeaderInfo':
    case 'AckEpoch':
      return QUORUM_PACKET + INT
    case 'Diff':
    case 'Trunc':
    case 'NewLeader':
    case 'UpToDate':
    case 'QuorumAck':
    case 'Commit':
    case 'LearnerSync':
      return QUORUM_PACKET
    case 'Snap':
      return QUORUM_PACKET + message.sizeBytes
    case 'Proposal':
      return QUORUM_PACKET + sizeOfTransaction(message.transaction)
    case 'LearnerPing':
      return QUORUM_PACKET + message.touched.length * (LONG + INT)
    case 'Revalidate':
      return QUORUM_PACKET + LONG + (message.valid === null ? INT : BOOLEAN)
    case 'LearnerRequest':
      return QUORUM_PACKET + LONG + INT + INT + sizeOfForwarded(message.request)
    default:
      return FRAME + sizeOfClientMessage(message)
  }
}

function sizeOfForwarded(body: ForwardedBody): number {
  return body.type === 'CreateSession' ? INT : sizeOfClientMessage(body) - REQUEST_HEADER
}

function sizeOfClientMessage(message: ClientToServer | ServerToClient): number {
  switch (message.type) {
    case 'ConnectRequest':
      return INT + LONG + INT + LONG + PASSWORD + BOOLEAN
    case 'ConnectResponse':
      return INT + INT + LONG + PASSWORD + BOOLEAN
    case 'CreateRequest':
      return REQUEST_HEADER + sizeOfOperation({ ...message, type: 'create' })
    case 'DeleteRequest':
      return REQUEST_HEADER + sizeOfOperation({ ...message, type: 'delete' })
    case 'SetDataRequest':
      return REQUEST_HEADER + sizeOfOperation({ ...message, type: 'setData' })
    case 'MultiRequest': {
      let size = REQUEST_HEADER + MULTI_HEADER
      for (const operation of message.operations) size += MULTI_HEADER + sizeOfOperation(operation)
      return size
    }
    case 'ExistsRequest':
    case 'GetDataRequest':
    case 'GetChildrenRequest':
      return REQUEST_HEADER + string(message.path) + BOOLEAN
    case 'SyncRequest':
      return REQUEST_HEADER + string(message.path)
    case 'SetWatchesRequest':
      return (
        REQUEST_HEADER +
        LONG +
        strings(message.dataWatches) +
        strings(message.existWatches) +
        strings(message.childWatches)
      )
    case 'CloseSessionRequest':
    case 'PingRequest':
      return REQUEST_HEADER
    case 'WatcherEvent':
      return REPLY_HEADER + INT + INT + string(message.path)
    default:
      return REPLY_HEADER + (message.error === 'OK' ? sizeOfAnswer(message) : 0)
  }
}

type Answer = Exclude<ServerToClient, { readonly type: 'ConnectResponse' | 'WatcherEvent' }>

function sizeOfAnswer(message: Answer): number {
  switch (message.type) {
    case 'CreateResponse':
      return string(message.path ?? '')
    case 'SetDataResponse':
    case 'ExistsResponse':
      return STAT
    case 'GetDataResponse':
      return buffer(message.data) + STAT
    case 'GetChildrenResponse':
      return strings(message.children) + STAT
    case 'SyncResponse':
      return string(message.path)
    case 'MultiResponse': {
      let size = MULTI_HEADER
      for (const result of message.results) size += MULTI_HEADER + sizeOfResult(result)
      return size
    }
    case 'DeleteResponse':
    case 'SetWatchesResponse':
    case 'CloseSessionResponse':
    case 'PingResponse':
      return 0
    default:
      return unreachable(message)
  }
}

function sizeOfOperation(operation: MultiOperation): number {
  switch (operation.type) {
    case 'create':
      return string(operation.path) + buffer(operation.data) + OPEN_ACL + INT
    case 'setData':
      return string(operation.path) + buffer(operation.data) + INT
    case 'delete':
    case 'check':
      return string(operation.path) + INT
  }
}

function sizeOfResult(result: MultiResult): number {
  if (result.type === 'create') return string(result.path)
  if (result.type === 'setData') return STAT
  return result.type === 'error' ? INT : 0
}

/** As it stands in a proposal and in the log. */
export function sizeOfTransaction({ body }: Transaction): number {
  return TRANSACTION_HEADER + sizeOfBody(body)
}

function sizeOfBody(body: TransactionBody): number {
  switch (body.type) {
    case 'createSession':
    case 'error':
      return INT
    case 'closeSession':
      return 0
    case 'create':
      return string(body.path) + buffer(body.data) + OPEN_ACL + BOOLEAN + INT
    case 'delete':
      return string(body.path)
    case 'setData':
      return string(body.path) + buffer(body.data) + INT
    case 'check':
      return string(body.path) + INT
    case 'multi': {
      let size = INT
      for (const operation of body.operations) size += INT + INT + sizeOfBody(operation)
      return size
    }
  }
}

/** What a znode adds to a snapshot: its path, its data, a number for its access list, and its persisted stat. */
export function sizeOfSnapshotNode(path: string, data: ByteString | null): number {
  return string(path) + buffer(data) + LONG + 6 * LONG + 3 * INT
}

function string(text: string): number {
  return INT + utf8Length(text)
}

function strings(texts: readonly string[]): number {
  let size = INT
  for (const text of texts) size += string(text)
  return size
}

function buffer(bytes: ByteString | null): number {
  return INT + (bytes?.length ?? 0)
}
