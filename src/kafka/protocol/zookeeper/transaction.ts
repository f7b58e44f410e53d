/**
 * Counterpart in ZooKeeper: org.apache.zookeeper.txn. What is proposed, logged and applied: no longer what somebody asked
 * for but what will be, whoever applies it. Frozen.
 */
import type { ByteString } from '../../common/payload.ts'
import type { SessionId } from './znode-stat.ts'
import type { ZooKeeperError } from './zookeeper-error.ts'

export type TransactionBody =
  | { readonly type: 'createSession'; readonly timeoutMs: number }
  | { readonly type: 'closeSession' }
  | {
      readonly type: 'create'
      readonly path: string
      readonly data: ByteString | null
      readonly ephemeral: boolean
      /** How many children the parent has had, this one included. */
      readonly parentCversion: number
    }
  | { readonly type: 'delete'; readonly path: string }
  | { readonly type: 'setData'; readonly path: string; readonly data: ByteString | null; readonly version: number }
  | { readonly type: 'check'; readonly path: string; readonly version: number }
  /** A write that was refused takes its place in the order all the same. */
  | { readonly type: 'error'; readonly error: ZooKeeperError }
  | { readonly type: 'multi'; readonly operations: readonly TransactionBody[] }

export interface Transaction {
  readonly zxid: number
  readonly sessionId: SessionId
  /** The client's number of the request. */
  readonly xid: number
  readonly timeMs: number
  readonly body: TransactionBody
}
