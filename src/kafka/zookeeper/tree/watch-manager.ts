/**
 * Counterpart in ZooKeeper: org.apache.zookeeper.server.WatchManager. Who is to be told once of the next change at a path.
 * Watches stand at the server that their client is connected to, and go with the connection.
 */
import type { NodeId } from '../../../engine/node-context.ts'
import type { SetWatchesRequest, WatchedEventType } from '../../protocol/zookeeper/client-messages.ts'
import type { DataTree, TreeChange } from './data-tree.ts'
import { parentOf, ROOT } from './znode-paths.ts'

/** By path, addresses of clients in the order they came. */
type WatchTable = Map<string, Set<NodeId>>

export interface Watches {
  /** Left by GetData and Exists. */
  readonly data: WatchTable
  readonly children: WatchTable
}

export interface WatchNotice {
  readonly to: NodeId
  readonly event: WatchedEventType
  readonly path: string
}

export function createWatches(): Watches {
  return { data: new Map(), children: new Map() }
}

export function addWatch(table: WatchTable, path: string, client: NodeId): void {
  const clients = table.get(path)
  if (clients === undefined) table.set(path, new Set([client]))
  else clients.add(client)
}

export function removeWatcher(watches: Watches, client: NodeId): void {
  for (const table of [watches.data, watches.children]) {
    for (const [path, clients] of table) if (clients.delete(client) && clients.size === 0) table.delete(path)
  }
}

/** Takes the watches that changes fire, and says whom to tell what, in order. */
export function fireWatches(watches: Watches, changes: readonly TreeChange[]): WatchNotice[] {
  const notices: WatchNotice[] = []
  for (const { type, path } of changes) {
    if (type === 'dataChanged') {
      fire(watches.data, path, 'NodeDataChanged', notices)
    } else if (type === 'created') {
      fire(watches.data, path, 'NodeCreated', notices)
      fire(watches.children, parentOf(path), 'NodeChildrenChanged', notices)
    } else {
      // Who watches a znode's data and its children hears of its end once.
      const told = fire(watches.data, path, 'NodeDeleted', notices)
      fire(watches.children, path, 'NodeDeleted', notices, told)
      fire(watches.children, parentOf(path), 'NodeChildrenChanged', notices)
    }
  }
  return notices
}

const NOBODY: ReadonlySet<NodeId> = new Set()

function fire(
  table: WatchTable,
  path: string,
  event: WatchedEventType,
  notices: WatchNotice[],
  except: ReadonlySet<NodeId> = NOBODY,
): ReadonlySet<NodeId> {
  const clients = table.get(path)
  if (clients === undefined) return NOBODY
  table.delete(path)
  for (const to of clients) if (!except.has(to)) notices.push({ to, event, path })
  return clients
}

/**
 * The watches of a client that has come from another server. What has changed since it last heard anything is told at
 * once, the rest is watched (DataTree.setWatches).
 */
export function setWatches(
  watches: Watches,
  tree: DataTree,
  client: NodeId,
  { relativeZxid, dataWatches, existWatches, childWatches }: SetWatchesRequest,
): WatchNotice[] {
  const notices: WatchNotice[] = []
  const tell = (event: WatchedEventType, path: string) => notices.push({ to: client, event, path })
  for (const path of dataWatches) {
    const znode = tree.nodes.get(path)
    if (znode === undefined) tell('NodeDeleted', path)
    else if (znode.mzxid > relativeZxid) tell('NodeDataChanged', path)
    else addWatch(watches.data, path, client)
  }
  for (const path of existWatches) {
    if (tree.nodes.has(path)) tell('NodeCreated', path)
    else addWatch(watches.data, path, client)
  }
  for (const path of childWatches) {
    const znode = tree.nodes.get(path === '' ? ROOT : path)
    if (znode === undefined) tell('NodeDeleted', path)
    else if (znode.pzxid > relativeZxid) tell('NodeChildrenChanged', path)
    else addWatch(watches.children, path, client)
  }
  return notices
}
