import type { World, WorldNode } from '../../../../engine/world.ts'
import { nodesOfKind } from '../../../common/node-kind.ts'
import type { SilentSession, ZooKeeperImage } from '../../../observe/cluster-image.ts'
import { shownNodeName } from '../../../observe/node-name.ts'
import {
  majorityOf,
  type ZooKeeperRole,
  type ZooKeeperServerSpec,
  type ZooKeeperService,
  type ZooKeeperState,
} from '../../../zookeeper/zookeeper-state.ts'
import { zxidText } from '../../../zookeeper/zxid.ts'
import { silentSessions } from './silent-sessions.ts'
import { ZOOKEEPER_KIND } from './zookeeper-servers.ts'

export function addZooKeeperRows(rows: Map<string, ZooKeeperImage>, world: World): void {
  for (const node of nodesOfKind(world, ZOOKEEPER_KIND)) rows.set(node.id, rowOf(node, world))
}

function rowOf(node: WorldNode, world: World): ZooKeeperImage {
  const state = node.state as ZooKeeperState | null
  const { serverId, ensemble } = node.spec as ZooKeeperServerSpec
  const row = { kind: 'zookeeper', id: serverId, node: node.id, status: node.status } as const
  const size = { ensemble: ensemble.length, quorum: majorityOf({ ensemble }) }
  if (state === null) return { ...row, ...size, ...DOWN }
  const { role, database, service } = state
  return {
    ...row,
    ...size,
    role: role.kind,
    serving: service !== null,
    leaderId: leaderOf(role, serverId),
    epoch: state.currentEpoch,
    zxid: zxidText(database.lastProcessedZxid),
    znodes: database.tree.nodes.size,
    sessions: database.sessions.size,
    watches: service === null ? 0 : watchesOf(service),
    clients: service === null ? NOBODY : [...service.connections.keys()].map((client) => shownNodeName(world, client)),
    silent: silentSessions(world, node),
  }
}

const NOBODY: readonly string[] = []
const NONE: readonly SilentSession[] = []
const DOWN: Omit<ZooKeeperImage, 'kind' | 'id' | 'node' | 'status' | 'ensemble' | 'quorum'> = {
  ...{ role: 'looking', serving: false, leaderId: -1, epoch: -1, zxid: '0x0' },
  ...{ znodes: 0, sessions: 0, watches: 0, clients: NOBODY, silent: NONE },
}

function leaderOf(role: ZooKeeperRole, serverId: number): number {
  if (role.kind === 'following') return role.leader
  return role.kind === 'looking' ? -1 : serverId
}

function watchesOf({ watches: { data, children } }: ZooKeeperService): number {
  let count = 0
  for (const table of [data, children]) for (const clients of table.values()) count += clients.size
  return count
}
