/** What a server has while it serves: made when it has a leader or followers enough, gone with them. */
import type { NodeContext } from '../../../engine/node-context.ts'
import type { ServerToClient } from '../../protocol/zookeeper/client-messages.ts'
import { sendInOrder } from '../../protocol/zookeeper/ordered-stream.ts'
import { syncLog } from '../log/transaction-log.ts'
import { fastForward } from '../log/zookeeper-database.ts'
import { createWatches, removeWatcher } from '../tree/watch-manager.ts'
import type { ClientConnection, ZooKeeperService, ZooKeeperState } from '../zookeeper-state.ts'
import { createSessionTracker } from './session-tracker.ts'

const US_PER_MS = 1_000
/** Bits of the clock that ids of sessions take over. */
const CLOCK_BITS = 1_099_511_627_776

/** `decides`: it tracks the sessions of all servers. */
export function startService(state: ZooKeeperState, decides: boolean, node: NodeContext): ZooKeeperService {
  const { tickTimeMs } = state.settings
  const service: ZooKeeperService = {
    connections: new Map(),
    watches: createWatches(),
    queues: new Map(),
    sessionIdBase: `0x${state.serverId.toString(16)}${hexadecimal(node.wallClockMs % CLOCK_BITS, 10)}`,
    sessionsBegun: 0,
    connectionsTaken: 0,
    tracker: decides ? createSessionTracker(state.database.sessions, tickTimeMs, node.nowMs) : null,
    touched: new Map(),
    revalidating: new Map(),
    syncing: [],
    opened: [],
    changes: [],
    timer: null,
  }
  state.service = service
  armServiceTick(service, tickTimeMs, node)
  return service
}

/** At the end of every tick sessions may end, and connections of clients that have fallen silent are closed. */
export function armServiceTick(service: ZooKeeperService, tickTimeMs: number, node: NodeContext): void {
  const dueUs =
    service.tracker === null ? node.nowUs + tickTimeMs * US_PER_MS : service.tracker.nextExpirationMs * US_PER_MS
  service.timer = node.setTimer(Math.max(0, dueUs - node.nowUs), { type: 'ZooKeeperTick', periodic: true })
}

/** Of the server and the clock, counted on (SessionTrackerImpl.initializeNextSession). */
export function nextSessionId(service: ZooKeeperService): string {
  const count = service.sessionsBegun
  service.sessionsBegun++
  return service.sessionIdBase + hexadecimal(count, 4)
}

function hexadecimal(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0')
}

export function tellClient(connection: ClientConnection, message: ServerToClient, node: NodeContext): void {
  sendInOrder(node, connection.client, message, connection)
}

export function dropConnection(service: ZooKeeperService, { client }: ClientConnection, node: NodeContext): void {
  forgetConnection(service, client)
  node.disconnect(client)
}

/** The client's end has gone; its session stays until it expires or comes back. */
export function forgetConnection(service: ZooKeeperService, client: string): void {
  service.connections.delete(client)
  removeWatcher(service.watches, client)
}

/** Without a leader, or as one without followers: clients are sent away, and what is in the log is taken for granted. */
export function stopService(state: ZooKeeperState, node: NodeContext): void {
  const { service } = state
  if (service !== null) {
    for (const { client } of service.connections.values()) node.disconnect(client)
    if (service.timer !== null) node.cancelTimer(service.timer)
    state.service = null
  }
  if (state.logSync !== null) node.cancelTimer(state.logSync)
  state.logSync = null
  syncLog(state.log)
  fastForward(state.database, state.log)
}

export function closeSilentConnections(service: ZooKeeperService, node: NodeContext): void {
  for (const connection of [...service.connections.values()]) {
    if (node.nowUs - connection.lastHeardUs > connection.timeoutMs * US_PER_MS)
      dropConnection(service, connection, node)
  }
}
