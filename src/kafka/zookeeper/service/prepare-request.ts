/**
 * Counterpart in ZooKeeper: PrepRequestProcessor. Turns what somebody asks for into a transaction, against the tree as it
 * will be once everything proposed before is committed. A refusal becomes a transaction too, and takes a zxid.
 */
import type { CreateOperation, MultiOperation } from '../../protocol/zookeeper/client-messages.ts'
import type { ForwardedBody } from '../../protocol/zookeeper/quorum-messages.ts'
import type { TransactionBody } from '../../protocol/zookeeper/transaction.ts'
import { NO_SESSION, type SessionId } from '../../protocol/zookeeper/znode-stat.ts'
import type { ZooKeeperError } from '../../protocol/zookeeper/zookeeper-error.ts'
import { CONFIG, type DataTree, ephemeralPaths, QUOTA } from '../tree/data-tree.ts'
import { objectionToPath, parentOf, ROOT, sequentialName } from '../tree/znode-paths.ts'
import type { ChangeRecord, ZooKeeperService } from '../zookeeper-state.ts'
import { checkSession, closeSession, ownSession, trackSession } from './session-tracker.ts'

export interface RequestToPrepare {
  readonly sessionId: SessionId
  /** The server that its client is connected to; null for a session's end that nobody asked for. */
  readonly owner: number | null
  readonly request: ForwardedBody
}

interface Preparation {
  readonly tree: DataTree
  readonly changes: ChangeRecord[]
  readonly zxid: number
  readonly sessionId: SessionId
}

/** What it takes of the service: its outstanding changes and its sessions. */
export function prepareRequest(
  service: ZooKeeperService,
  tree: DataTree,
  { sessionId, owner, request }: RequestToPrepare,
  zxid: number,
  nowMs: number,
): TransactionBody {
  const preparation: Preparation = { tree, changes: service.changes, zxid, sessionId }
  const { tracker } = service
  if (request.type === 'CreateSession') {
    if (tracker !== null) {
      trackSession(tracker, sessionId, request.timeoutMs, nowMs)
      if (owner !== null) ownSession(tracker, sessionId, owner)
    }
    return { type: 'createSession', timeoutMs: request.timeoutMs }
  }
  if (request.type === 'CloseSessionRequest') {
    prepareSessionEnd(preparation)
    if (tracker !== null) closeSession(tracker, sessionId)
    return { type: 'closeSession' }
  }
  const expired = tracker === null || owner === null ? null : checkSession(tracker, sessionId, owner)
  if (expired !== null) return { type: 'error', error: expired }
  switch (request.type) {
    case 'CreateRequest':
      return prepareOperation(preparation, { ...request, type: 'create' })
    case 'DeleteRequest':
      return prepareOperation(preparation, { ...request, type: 'delete' })
    case 'SetDataRequest':
      return prepareOperation(preparation, { ...request, type: 'setData' })
    case 'MultiRequest':
      return prepareMulti(preparation, request.operations)
    default:
      return { type: 'error', error: 'BADARGUMENTS' }
  }
}

/** Changes that are committed with `zxid` are in the tree now. */
export function forgetChanges(service: ZooKeeperService, zxid: number): void {
  const { changes } = service
  let count = 0
  while (count < changes.length && (changes[count] as ChangeRecord).zxid <= zxid) count++
  if (count > 0) changes.splice(0, count)
}

function prepareMulti(preparation: Preparation, operations: readonly MultiOperation[]): TransactionBody {
  const before = preparation.changes.length
  let failed = false
  const prepared = operations.map((operation): TransactionBody => {
    if (failed) return { type: 'error', error: 'RUNTIMEINCONSISTENCY' }
    const body = prepareOperation(preparation, operation)
    if (body.type !== 'error') return body
    failed = true
    preparation.changes.length = before
    return body
  })
  return { type: 'multi', operations: prepared }
}

function prepareOperation(preparation: Preparation, operation: MultiOperation): TransactionBody {
  switch (operation.type) {
    case 'create':
      return prepareCreate(preparation, operation)
    case 'delete':
      return prepareDelete(preparation, operation.path, operation.version)
    case 'setData': {
      const found = validRecord(preparation, operation.path)
      if (typeof found === 'string') return refused(found)
      const version = nextVersion(found, operation.version)
      if (version === null) return refused('BADVERSION')
      record(preparation, { ...found, version })
      return { type: 'setData', path: operation.path, data: operation.data, version }
    }
    case 'check': {
      const found = validRecord(preparation, operation.path)
      if (typeof found === 'string') return refused(found)
      const version = nextVersion(found, operation.version)
      return version === null ? refused('BADVERSION') : { type: 'check', path: operation.path, version }
    }
  }
}

function prepareCreate(preparation: Preparation, asked: CreateOperation): TransactionBody {
  const { data, ephemeral, sequential } = asked
  if (!asked.path.includes('/') || asked.path.includes('\0')) return refused('BADARGUMENTS')
  const parent = recordOf(preparation, parentOf(asked.path))
  if (parent === null) return refused('NONODE')
  const path = sequential ? sequentialName(asked.path, parent.childrenMade) : asked.path
  if (objectionToPath(path) !== null) return refused('BADARGUMENTS')
  if (recordOf(preparation, path) !== null) return refused('NODEEXISTS')
  if (parent.ephemeralOwner !== NO_SESSION) return refused('NOCHILDRENFOREPHEMERALS')
  const parentCversion = parent.childrenMade + 1
  record(preparation, { ...parent, childrenMade: parentCversion, childCount: parent.childCount + 1 })
  record(preparation, {
    ...{ zxid: preparation.zxid, path, exists: true, version: 0, childrenMade: 0, childCount: 0 },
    ephemeralOwner: ephemeral ? preparation.sessionId : NO_SESSION,
  })
  return { type: 'create', path, data, ephemeral, parentCversion }
}

/** ZooKeeper's own znodes stay. */
const SPECIAL: readonly string[] = [ROOT, '/zookeeper', QUOTA, CONFIG]

function prepareDelete(preparation: Preparation, path: string, version: number): TransactionBody {
  if (!path.includes('/') || path.includes('\0') || SPECIAL.includes(path)) return refused('BADARGUMENTS')
  const parent = recordOf(preparation, parentOf(path))
  const found = recordOf(preparation, path)
  if (parent === null || found === null) return refused('NONODE')
  if (nextVersion(found, version) === null) return refused('BADVERSION')
  if (found.childCount > 0) return refused('NOTEMPTY')
  record(preparation, { ...parent, childCount: parent.childCount - 1 })
  record(preparation, { ...found, exists: false })
  return { type: 'delete', path }
}

/** What goes with a session: what it has in the tree, and what it is about to have there. */
function prepareSessionEnd(preparation: Preparation): void {
  const { sessionId } = preparation
  const paths = new Set(ephemeralPaths(preparation.tree, sessionId))
  for (const { path, exists, ephemeralOwner } of preparation.changes) {
    if (!exists) paths.delete(path)
    else if (ephemeralOwner === sessionId) paths.add(path)
  }
  for (const path of paths) {
    const found = recordOf(preparation, path)
    if (found !== null) record(preparation, { ...found, exists: false })
  }
}

function validRecord(preparation: Preparation, path: string): ChangeRecord | ZooKeeperError {
  if (objectionToPath(path) !== null) return 'BADARGUMENTS'
  return recordOf(preparation, path) ?? 'NONODE'
}

/** -1 fits any version. */
function nextVersion({ version }: ChangeRecord, expected: number): number | null {
  return expected === -1 || expected === version ? version + 1 : null
}

function record({ changes, zxid }: Preparation, change: ChangeRecord): void {
  changes.push({ ...change, zxid })
}

/** How a znode will be; null where there will be none. */
function recordOf({ changes, tree }: Preparation, path: string): ChangeRecord | null {
  for (let at = changes.length - 1; at >= 0; at--) {
    const change = changes[at] as ChangeRecord
    if (change.path === path) return change.exists ? change : null
  }
  const znode = tree.nodes.get(path)
  if (znode === undefined) return null
  const { version, childrenMade, ephemeralOwner, children } = znode
  return { zxid: -1, path, exists: true, version, childrenMade, childCount: children.length, ephemeralOwner }
}

function refused(error: ZooKeeperError): TransactionBody {
  return { type: 'error', error }
}
