/** The znode tree as one ZooKeeper server has it: the branches that are open, and everything about one znode. */
import type { World } from '../../engine/world.ts'
import { ZOOKEEPER_KIND } from '../../kafka/cluster/kinds/zookeeper/zookeeper-servers.ts'
import { brokerNode } from '../../kafka/common/addresses.ts'
import { nodesOfKind } from '../../kafka/common/node-kind.ts'
import { decodeUtf8 } from '../../kafka/common/utf8.ts'
import { shownNodeName } from '../../kafka/observe/node-name.ts'
import { registeredBroker } from '../../kafka/observe/registered-broker.ts'
import { NO_SESSION, type SessionId } from '../../kafka/protocol/zookeeper/znode-stat.ts'
import { type DataTree, statOf, type Znode } from '../../kafka/zookeeper/tree/data-tree.ts'
import { nameOf, ROOT } from '../../kafka/zookeeper/tree/znode-paths.ts'
import type { ZooKeeperState } from '../../kafka/zookeeper/zookeeper-state.ts'
import { zxidText } from '../../kafka/zookeeper/zxid.ts'
import type { QuickQuestion } from './question.ts'

interface ReadZnodes {
  readonly type: 'readZnodes'
  /** The server's node. */
  readonly server: string
  /** Paths whose children are shown. */
  readonly open: readonly string[]
  readonly chosen: string | null
}

interface Znodes {
  readonly type: 'znodes'
  /** Null where no process runs: what is on its disk, nobody is told. */
  readonly rows: readonly ZnodeRow[] | null
  /** Null: there is none of that path. */
  readonly chosen: ZnodeFacts | null
}

/** A line of the tree, below its parent. */
export interface ZnodeRow {
  readonly path: string
  readonly name: string
  readonly level: number
  readonly children: number
  readonly open: boolean
  readonly ephemeral: boolean
  /** The beginning of its value; empty without one. */
  readonly preview: string
}

export interface ZnodeFacts {
  readonly path: string
  /** Null: it was made without one. */
  readonly value: string | null
  readonly bytes: number
  readonly children: number
  /** As ZooKeeper's tools write them: `0x100000002`. */
  readonly czxid: string
  readonly mzxid: string
  readonly pzxid: string
  /** Epoch milliseconds. */
  readonly ctimeMs: number
  readonly mtimeMs: number
  readonly version: number
  readonly cversion: number
  /** The session it goes with, and whose that is where anybody knows; null for one that stays. */
  readonly ephemeral: { readonly session: string; readonly owner: string | null } | null
  readonly watches: readonly ZnodeWatch[]
}

/** Who is to be told once of the next change, by which server. */
export interface ZnodeWatch {
  readonly client: string
  readonly server: string
  readonly of: 'data' | 'children'
}

/** More lines than that nobody reads; the rest comes when branches are closed. */
export const MOST_ZNODES = 400
const PREVIEW_CHARS = 60

export const readZnodes: QuickQuestion<ReadZnodes, Znodes> = {
  answer: ({ timeline: { world } }, { server, open, chosen }) => {
    const state = (world.nodes.get(server)?.state ?? null) as ZooKeeperState | null
    if (state === null || world.nodes.get(server)?.kind !== ZOOKEEPER_KIND)
      return { type: 'znodes', rows: null, chosen: null }
    const { tree } = state.database
    return {
      type: 'znodes',
      rows: rowsOf(tree, new Set(open)),
      chosen: chosen === null ? null : factsOf(world, tree, chosen),
    }
  },
}

function rowsOf(tree: DataTree, open: ReadonlySet<string>): ZnodeRow[] {
  const rows: ZnodeRow[] = []
  addRows(rows, tree, open, ROOT, 0)
  return rows
}

function addRows(rows: ZnodeRow[], tree: DataTree, open: ReadonlySet<string>, path: string, level: number): void {
  const znode = tree.nodes.get(path)
  if (znode === undefined || rows.length >= MOST_ZNODES) return
  const isOpen = open.has(path) && znode.children.length > 0
  rows.push({
    ...{ path, level, open: isOpen },
    name: path === ROOT ? ROOT : nameOf(path),
    children: znode.children.length,
    ephemeral: znode.ephemeralOwner !== NO_SESSION,
    preview: textOf(znode)?.slice(0, PREVIEW_CHARS) ?? '',
  })
  if (!isOpen) return
  for (const name of inReadingOrder(znode.children))
    addRows(rows, tree, open, `${path === ROOT ? '' : path}/${name}`, level + 1)
}

/** Numbers by their value: partition 2 stands before partition 10. */
function inReadingOrder(names: readonly string[]): string[] {
  const isNumber = (name: string) => /^\d+$/.test(name)
  return [...names].sort((a, b) => {
    if (isNumber(a) && isNumber(b)) return Number(a) - Number(b)
    return a < b ? -1 : a > b ? 1 : 0
  })
}

function textOf({ data }: Znode): string | null {
  return data === null ? null : decodeUtf8(data)
}

function factsOf(world: World, tree: DataTree, path: string): ZnodeFacts | null {
  const znode = tree.nodes.get(path)
  if (znode === undefined) return null
  const { czxid, mzxid, pzxid, ctime, mtime, version, cversion, ephemeralOwner, dataLength, numChildren } =
    statOf(znode)
  return {
    ...{ path, version, cversion, ctimeMs: ctime, mtimeMs: mtime, bytes: dataLength, children: numChildren },
    ...{ czxid: zxidText(czxid), mzxid: zxidText(mzxid), pzxid: zxidText(pzxid) },
    value: textOf(znode),
    ephemeral:
      ephemeralOwner === NO_SESSION
        ? null
        : { session: ephemeralOwner, owner: clientOf(world, ephemeralOwner) ?? registrantOf(tree, ephemeralOwner) },
    watches: watchesAt(world, path),
  }
}

function servers(world: World): readonly { readonly id: string; readonly state: ZooKeeperState }[] {
  return nodesOfKind(world, ZOOKEEPER_KIND).flatMap(({ id, state }) =>
    state === null ? [] : [{ id, state: state as ZooKeeperState }],
  )
}

/** Who is connected with this session now. */
function clientOf(world: World, session: SessionId): string | null {
  for (const { state } of servers(world)) {
    for (const { sessionId, client } of state.service?.connections.values() ?? [])
      if (sessionId === session) return shownNodeName(world, client)
  }
  return null
}

/** The broker that registered with this session. */
function registrantOf({ ephemerals }: DataTree, session: SessionId): string | null {
  for (const path of ephemerals.get(session) ?? []) {
    const broker = registeredBroker(path)
    if (broker !== null) return brokerNode(broker)
  }
  return null
}

/** Watches stand at the server that their client is connected to. */
function watchesAt(world: World, path: string): ZnodeWatch[] {
  return servers(world).flatMap(({ id, state }) =>
    (['data', 'children'] as const).flatMap((of) =>
      [...(state.service?.watches[of].get(path) ?? [])].map((client) => ({
        ...{ client: shownNodeName(world, client), server: id, of },
      })),
    ),
  )
}
