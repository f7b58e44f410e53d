/**
 * Sessions of ZooKeeper's that are about to end, as whoever tracks them sees it: their clients are connected to nobody, or
 * have not been heard of for long.
 */
import type { World, WorldNode } from '../../../../engine/world.ts'
import { brokerNode } from '../../../common/addresses.ts'
import { nodesOfKind } from '../../../common/node-kind.ts'
import type { SilentSession, Wait } from '../../../observe/cluster-image.ts'
import { waitOnceLate } from '../../../observe/image/waits.ts'
import { registeredBroker } from '../../../observe/registered-broker.ts'
import type { SessionId } from '../../../protocol/zookeeper/znode-stat.ts'
import type { ZooKeeperState } from '../../../zookeeper/zookeeper-state.ts'
import { ZOOKEEPER_KIND } from './zookeeper-servers.ts'

const US_PER_MS = 1_000
/** A client that has nothing to ask pings a third of its timeout after it last did; followers pass that on with a ping. */
const USUAL_SHARE = 1 / 3

const NONE: readonly SilentSession[] = []

/** Of the sessions that this server decides about. */
export function silentSessions(world: World, node: WorldNode): readonly SilentSession[] {
  const state = node.state as ZooKeeperState | null
  const tracker = state?.service?.tracker
  if (state == null || tracker == null || tracker.sessions.size === 0) return NONE
  const connected = connectedSessions(world)
  const silent: SilentSession[] = []
  for (const [session, { timeoutMs, expiresAtMs, closing }] of tracker.sessions) {
    if (closing) continue
    const untilUs = expiresAtMs * US_PER_MS
    const sinceUs = untilUs - timeoutMs * US_PER_MS
    const wait = connected.has(session)
      ? waitOnceLate(sinceUs, untilUs, timeoutMs * US_PER_MS * USUAL_SHARE, world.nowUs)
      : { sinceUs, untilUs }
    if (wait !== null) silent.push({ ...wait, session, owner: ownerOf(state, session) })
  }
  return silent
}

/** Sessions that some server has a client for. */
function connectedSessions(world: World): ReadonlySet<SessionId> {
  const connected = new Set<SessionId>()
  for (const { state } of nodesOfKind(world, ZOOKEEPER_KIND)) {
    for (const { sessionId } of (state as ZooKeeperState | null)?.service?.connections.values() ?? [])
      connected.add(sessionId)
  }
  return connected
}

/** A broker's session is the one that its registration goes with. */
function ownerOf({ database: { tree } }: ZooKeeperState, session: SessionId): string | null {
  for (const path of tree.ephemerals.get(session) ?? []) {
    const broker = registeredBroker(path)
    if (broker !== null) return brokerNode(broker)
  }
  return null
}

/** The sessions of brokers that are silent, by their names, as ZooKeeper has them. */
export function silentBrokers(world: World): ReadonlyMap<string, Wait> {
  const silent = new Map<string, Wait>()
  for (const node of nodesOfKind(world, ZOOKEEPER_KIND)) {
    for (const { owner, sinceUs, untilUs } of silentSessions(world, node))
      if (owner !== null) silent.set(owner, { sinceUs, untilUs })
  }
  return silent
}
