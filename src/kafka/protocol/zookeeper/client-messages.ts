/** Counterpart in ZooKeeper: org.apache.zookeeper.proto. What clients and servers say to one another. */
import type { ByteString } from '../../common/payload.ts'
import type { SessionId, Stat } from './znode-stat.ts'
import type { ZooKeeperError } from './zookeeper-error.ts'

/** The first on every connection. */
export interface ConnectRequest {
  readonly type: 'ConnectRequest'
  readonly lastZxidSeen: number
  readonly timeoutMs: number
  /** `NO_SESSION` asks for a new one. */
  readonly sessionId: SessionId
}

/** `sessionId` is `NO_SESSION` where the one asked for is no more. */
export interface ConnectResponse {
  readonly type: 'ConnectResponse'
  readonly timeoutMs: number
  readonly sessionId: SessionId
}

/** What clients do not count: xids of pings, of watches set anew, and of watch events. */
export const PING_XID = -2
export const SET_WATCHES_XID = -8
export const WATCH_XID = -1

interface Numbered {
  readonly xid: number
}

export interface CreateOperation {
  readonly path: string
  readonly data: ByteString | null
  readonly ephemeral: boolean
  readonly sequential: boolean
}

/** `version` -1 means any. */
export interface DeleteOperation {
  readonly path: string
  readonly version: number
}

export interface SetDataOperation {
  readonly path: string
  readonly data: ByteString | null
  readonly version: number
}

export type MultiOperation =
  | ({ readonly type: 'create' } & CreateOperation)
  | ({ readonly type: 'delete' } & DeleteOperation)
  | ({ readonly type: 'setData' } & SetDataOperation)
  | { readonly type: 'check'; readonly path: string; readonly version: number }

export type MultiResult =
  | { readonly type: 'create'; readonly path: string }
  | { readonly type: 'delete' }
  | { readonly type: 'setData'; readonly stat: Stat }
  | { readonly type: 'check' }
  | { readonly type: 'error'; readonly error: ZooKeeperError }

export type CreateRequest = { readonly type: 'CreateRequest' } & Numbered & CreateOperation
export type DeleteRequest = { readonly type: 'DeleteRequest' } & Numbered & DeleteOperation
export type SetDataRequest = { readonly type: 'SetDataRequest' } & Numbered & SetDataOperation
export type MultiRequest = { readonly type: 'MultiRequest'; readonly operations: readonly MultiOperation[] } & Numbered
export type SyncRequest = { readonly type: 'SyncRequest'; readonly path: string } & Numbered
export type CloseSessionRequest = { readonly type: 'CloseSessionRequest' } & Numbered
export type PingRequest = { readonly type: 'PingRequest' } & Numbered

/** Asks of a path, and may leave a watch there. */
type Look<Type extends string> = { readonly type: Type; readonly path: string; readonly watch: boolean } & Numbered

export type ExistsRequest = Look<'ExistsRequest'>
export type GetDataRequest = Look<'GetDataRequest'>
export type GetChildrenRequest = Look<'GetChildrenRequest'>

/** What a client still waits for, told to the server it has come to. */
export type SetWatchesRequest = {
  readonly type: 'SetWatchesRequest'
  /** What has changed since then is told at once. */
  readonly relativeZxid: number
  readonly dataWatches: readonly string[]
  readonly existWatches: readonly string[]
  readonly childWatches: readonly string[]
} & Numbered

/** What a session asks for once it is there. */
export type SessionRequest =
  | CreateRequest
  | DeleteRequest
  | SetDataRequest
  | MultiRequest
  | ExistsRequest
  | GetDataRequest
  | GetChildrenRequest
  | SyncRequest
  | SetWatchesRequest
  | CloseSessionRequest
  | PingRequest

export interface ReplyHeader extends Numbered {
  /** The last transaction that the answering server had applied. */
  readonly zxid: number
  readonly error: ZooKeeperError
}

/** Fields are null in an answer that is an error. */
export type SessionResponse = ReplyHeader &
  (
    | { readonly type: 'CreateResponse'; readonly path: string | null }
    | { readonly type: 'DeleteResponse' }
    | { readonly type: 'SetDataResponse'; readonly stat: Stat | null }
    | { readonly type: 'MultiResponse'; readonly results: readonly MultiResult[] }
    | { readonly type: 'ExistsResponse'; readonly stat: Stat | null }
    | { readonly type: 'GetDataResponse'; readonly data: ByteString | null; readonly stat: Stat | null }
    | { readonly type: 'GetChildrenResponse'; readonly children: readonly string[]; readonly stat: Stat | null }
    | { readonly type: 'SyncResponse'; readonly path: string }
    | { readonly type: 'SetWatchesResponse' }
    | { readonly type: 'CloseSessionResponse' }
    | { readonly type: 'PingResponse' }
  )

export type WatchedEventType = 'NodeCreated' | 'NodeDeleted' | 'NodeDataChanged' | 'NodeChildrenChanged'

/** Sent once for each watch. */
export interface WatcherEvent {
  readonly type: 'WatcherEvent'
  readonly event: WatchedEventType
  readonly path: string
}

export type ClientToServer = ConnectRequest | SessionRequest
export type ServerToClient = ConnectResponse | SessionResponse | WatcherEvent
