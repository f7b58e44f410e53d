/**
 * Counterpart in ZooKeeper: org.apache.zookeeper.server.DataTree and DataNode. The znodes as a server has them once all
 * transactions up to some zxid are applied. Znodes are frozen: checkpoints, snapshots and answers share them.
 */
import { fail } from '../../../engine/assert.ts'
import { javaHashOfString } from '../../common/java-hash.ts'
import { inJavaHashOrder } from '../../common/java-hash-order.ts'
import type { ByteString } from '../../common/payload.ts'
import type { MultiResult } from '../../protocol/zookeeper/client-messages.ts'
import type { Transaction, TransactionBody } from '../../protocol/zookeeper/transaction.ts'
import { NO_SESSION, type SessionId, type Stat } from '../../protocol/zookeeper/znode-stat.ts'
import type { ZooKeeperError } from '../../protocol/zookeeper/zookeeper-error.ts'
import { nameOf, parentOf, ROOT } from './znode-paths.ts'

export interface Znode {
  readonly data: ByteString | null
  readonly czxid: number
  readonly mzxid: number
  readonly pzxid: number
  readonly ctime: number
  readonly mtime: number
  readonly version: number
  /** How many children were ever made here: the next sequential one gets it as its number. */
  readonly childrenMade: number
  readonly aversion: number
  readonly ephemeralOwner: SessionId
  /** Names, in the order they came. */
  readonly children: readonly string[]
}

export interface DataTree {
  readonly nodes: Map<string, Znode>
  /** Paths by the session they go with. */
  readonly ephemerals: Map<SessionId, Set<string>>
}

export interface TreeChange {
  readonly type: 'created' | 'deleted' | 'dataChanged'
  readonly path: string
}

/** What became of a transaction. */
export interface Applied {
  readonly error: ZooKeeperError
  /** Of a create: where it is. */
  readonly path: string | null
  readonly stat: Stat | null
  /** Of a multi, by operation. */
  readonly results: readonly MultiResult[]
  /** In the order in which they happened. */
  readonly changes: readonly TreeChange[]
}

export const QUOTA = '/zookeeper/quota'
export const CONFIG = '/zookeeper/config'

const EMPTY: Znode = Object.freeze({
  data: '',
  czxid: 0,
  mzxid: 0,
  pzxid: 0,
  ctime: 0,
  mtime: 0,
  version: 0,
  childrenMade: 0,
  aversion: 0,
  ephemeralOwner: NO_SESSION,
  children: Object.freeze([]),
})

/** What is there before anybody has written anything: made without a transaction, so that no counter knows of it. */
export function createDataTree(): DataTree {
  const nodes = new Map<string, Znode>()
  nodes.set(ROOT, Object.freeze({ ...EMPTY, children: Object.freeze(['zookeeper']) }))
  nodes.set('/zookeeper', Object.freeze({ ...EMPTY, children: Object.freeze(['quota', 'config']) }))
  nodes.set(QUOTA, EMPTY)
  nodes.set(CONFIG, EMPTY)
  return { nodes, ephemerals: new Map() }
}

/** Of a snapshot's znodes; who owns which ephemeral one follows from them. */
export function treeOf(nodes: ReadonlyMap<string, Znode>): DataTree {
  const tree: DataTree = { nodes: new Map(nodes), ephemerals: new Map() }
  for (const [path, { ephemeralOwner }] of nodes) {
    if (ephemeralOwner !== NO_SESSION) ephemeralsOf(tree, ephemeralOwner).add(path)
  }
  return tree
}

function ephemeralsOf(tree: DataTree, session: SessionId): Set<string> {
  let paths = tree.ephemerals.get(session)
  if (paths === undefined) {
    paths = new Set()
    tree.ephemerals.set(session, paths)
  }
  return paths
}

/** What is told of a znode: children that came and those that went are counted together (DataNode.copyStat). */
export function statOf(znode: Znode): Stat {
  const { data, childrenMade, children, czxid, mzxid, pzxid, ctime, mtime, version, aversion, ephemeralOwner } = znode
  return Object.freeze({
    ...{ czxid, mzxid, ctime, mtime, version },
    cversion: childrenMade * 2 - children.length,
    ...{ aversion, ephemeralOwner },
    dataLength: data?.length ?? 0,
    numChildren: children.length,
    pzxid,
  })
}

/**
 * Names in the order of the HashSet that holds them. One that had more children once keeps its larger table, and with it
 * perhaps another order, until the server starts again: that is left out.
 */
export function childrenInOrder({ children }: Znode): string[] {
  return inJavaHashOrder(children, javaHashOfString, CHILDREN_TABLE)
}

/** DataNode makes room for eight children. */
const CHILDREN_TABLE = 8

export function applyTransaction(tree: DataTree, transaction: Transaction): Applied {
  const changes: TreeChange[] = []
  const { body } = transaction
  if (body.type === 'multi') {
    return Object.freeze({ ...SUCCESS, results: applyMulti(tree, transaction, body.operations, changes), changes })
  }
  if (body.type === 'error') return { ...SUCCESS, error: body.error }
  if (body.type === 'closeSession') {
    for (const path of ephemeralPaths(tree, transaction.sessionId)) remove(tree, path, transaction.zxid, changes)
    tree.ephemerals.delete(transaction.sessionId)
    return { ...SUCCESS, changes }
  }
  return { ...SUCCESS, ...applyBody(tree, transaction, body, changes), changes }
}

const SUCCESS: Applied = Object.freeze({
  error: 'OK',
  path: null,
  stat: null,
  results: Object.freeze([]),
  changes: Object.freeze([]),
})

/** In the order in which ZooKeeper deletes them when their session ends: that of a HashSet. */
export function ephemeralPaths(tree: DataTree, session: SessionId): string[] {
  return inJavaHashOrder(tree.ephemerals.get(session) ?? [], javaHashOfString)
}

function applyBody(
  tree: DataTree,
  transaction: Transaction,
  body: TransactionBody,
  changes: TreeChange[],
): Partial<Applied> {
  switch (body.type) {
    case 'create':
      return create(tree, transaction, body, changes)
    case 'delete':
      remove(tree, body.path, transaction.zxid, changes)
      return {}
    case 'setData': {
      const found = tree.nodes.get(body.path) ?? fail('a znode that is written to is there')
      const { zxid: mzxid, timeMs: mtime } = transaction
      const znode = Object.freeze({ ...found, data: body.data, version: body.version, mzxid, mtime })
      tree.nodes.set(body.path, znode)
      changes.push({ type: 'dataChanged', path: body.path })
      return { stat: statOf(znode) }
    }
    default:
      return {}
  }
}

function create(
  tree: DataTree,
  { zxid, timeMs, sessionId }: Transaction,
  { path, data, ephemeral, parentCversion }: Extract<TransactionBody, { type: 'create' }>,
  changes: TreeChange[],
): Partial<Applied> {
  const parentPath = parentOf(path)
  const parent = tree.nodes.get(parentPath) ?? fail('a znode is made below one that is there')
  const children = Object.freeze([...parent.children, nameOf(path)])
  tree.nodes.set(parentPath, Object.freeze({ ...parent, children, childrenMade: parentCversion, pzxid: zxid }))
  const znode: Znode = Object.freeze({
    ...EMPTY,
    ...{ data, czxid: zxid, mzxid: zxid, pzxid: zxid, ctime: timeMs, mtime: timeMs },
    ephemeralOwner: ephemeral ? sessionId : NO_SESSION,
  })
  tree.nodes.set(path, znode)
  if (ephemeral) ephemeralsOf(tree, sessionId).add(path)
  changes.push({ type: 'created', path })
  return { path, stat: statOf(znode) }
}

/** Also of an ephemeral one whose session ends while somebody else has just deleted it: then there is nothing to do. */
function remove(tree: DataTree, path: string, zxid: number, changes: TreeChange[]): void {
  const znode = tree.nodes.get(path)
  if (znode === undefined) return
  tree.nodes.delete(path)
  const parentPath = parentOf(path)
  const parent = tree.nodes.get(parentPath) ?? fail('a znode has a parent')
  const name = nameOf(path)
  const children = Object.freeze(parent.children.filter((child) => child !== name))
  tree.nodes.set(parentPath, Object.freeze({ ...parent, children, pzxid: zxid }))
  if (znode.ephemeralOwner !== NO_SESSION) {
    const paths = tree.ephemerals.get(znode.ephemeralOwner)
    paths?.delete(path)
    if (paths?.size === 0) tree.ephemerals.delete(znode.ephemeralOwner)
  }
  changes.push({ type: 'deleted', path })
}

/** All or nothing: an operation that was refused has made errors of all others (DataTree.processTxn). */
function applyMulti(
  tree: DataTree,
  transaction: Transaction,
  operations: readonly TransactionBody[],
  changes: TreeChange[],
): readonly MultiResult[] {
  const failed = operations.some(({ type }) => type === 'error')
  let refusalSeen = false
  return Object.freeze(
    operations.map((operation): MultiResult => {
      if (operation.type === 'error') {
        refusalSeen = true
        return { type: 'error', error: operation.error }
      }
      if (failed) return { type: 'error', error: refusalSeen ? 'RUNTIMEINCONSISTENCY' : 'OK' }
      const { path = null, stat = null } = applyBody(tree, transaction, operation, changes)
      if (operation.type === 'create') return { type: 'create', path: path ?? operation.path }
      if (operation.type === 'setData' && stat !== null) return { type: 'setData', stat }
      return operation.type === 'delete' ? { type: 'delete' } : { type: 'check' }
    }),
  )
}
