import type { World, WorldNode } from '../../../../engine/world.ts'
import type { BrokerStartSpec } from '../../../broker/broker-start-spec.ts'
import type { BrokerDisk, BrokerState } from '../../../broker/broker-state.ts'
import { linkOf } from '../../../broker/link/broker-link.ts'
import { currentLogs, failuresOf, foldersOfBroker } from '../../../broker/log-folders.ts'
import { measuredRate } from '../../../broker/replication-quota.ts'
import { failureIn } from '../../../broker/server-log.ts'
import { endpointNode } from '../../../common/addresses.ts'
import { nodesOfKind } from '../../../common/node-kind.ts'
import { rowsOf, sizeOfSlotMap } from '../../../common/slot-map.ts'
import { sessionTimeoutMs } from '../../../controller/controller-config.ts'
import type { ControllerState } from '../../../controller/controller-state.ts'
import { trackedSession } from '../../../controller/heartbeat-tracker.ts'
import { PAGE_BYTES } from '../../../log/log-pages.ts'
import { type ReplicaLog, sizeOfLog } from '../../../log/replica-log.ts'
import type { MetadataImage } from '../../../metadata/metadata-image.ts'
import type { BrokerImage, BrokerSession, NodeStatus, Wait } from '../../../observe/cluster-image.ts'
import { waitOnceLate } from '../../../observe/image/waits.ts'
import { activeController } from '../controller/controllers.ts'
import { silentBrokers } from '../zookeeper/silent-sessions.ts'
import { BROKER_KIND } from './brokers.ts'
import { coordinatorsOf } from './group-rows.ts'

export function statusOfBroker(node: WorldNode): NodeStatus {
  if (node.status !== 'running') return node.status
  const { state } = (node.state as BrokerState).lifecycle
  if (state === 'running') return 'running'
  return state === 'shuttingDown' || state === 'ended' ? 'stopping' : 'starting'
}

export function addBrokerRows(rows: Map<string, BrokerImage>, world: World, metadata: MetadataImage): void {
  const coordinators = coordinatorsOf(world)
  const controller = activeController(world)
  const heartbeats = controller?.active?.heartbeats
  const silent = silentBrokers(world)
  for (const node of nodesOfKind(world, BROKER_KIND)) {
    const spec = node.spec as BrokerStartSpec
    const registration = metadata.brokers.get(spec.brokerId)
    const state = node.state as BrokerState | null
    const failure = startFailureOf(node)
    let leaders = 0
    let diskBytes = 0
    for (const partition of state === null ? [] : rowsOf(state.partitions)) {
      if (partition.role === 'leader') leaders++
      diskBytes += sizeOfLog(partition.log)
    }
    // What is on the disk is there without a process as well, and of one that was not told yet what to do with it.
    for (const log of state?.strayLogs.values() ?? logsOnDisk(node)) diskBytes += sizeOfLog(log)
    rows.set(node.id, {
      kind: 'broker',
      id: spec.brokerId,
      node: node.id,
      status: statusOfBroker(node),
      fenced: registration?.fenced ?? true,
      registered: registration !== undefined,
      rack: spec.rack,
      brokerEpoch: brokerEpochOf(registration?.brokerEpoch ?? -1, state),
      lastHeartbeatAtUs: heartbeats?.get(spec.brokerId)?.lastHeartbeatAtUs ?? -1,
      session:
        sessionWith('controller', sessionOf(spec.brokerId, controller, node, world.nowUs)) ??
        sessionWith('zookeeper', silent.get(node.id) ?? null),
      ...controllerEpochOf(state),
      coordinatorOf: coordinators.get(spec.brokerId) ?? NONE,
      leaderCount: leaders,
      replicaCount: state === null ? 0 : sizeOfSlotMap(state.partitions),
      diskBytes,
      slowdownUs: node.slowdownUs,
      metadataOffset: state?.metadata.offset ?? -1,
      config: spec.config,
      ...pageCacheOf(state),
      ...(failure === undefined ? {} : { startFailure: failure }),
      ...misledBy(state, world, node),
      ...directoriesOf(node),
      ...throttleOf(state, world),
    })
  }
}

function logsOnDisk({ disk }: WorldNode): readonly ReplicaLog[] {
  return [...((disk as BrokerDisk | null)?.logs.values() ?? [])]
}

/** Nothing where it has a single one. */
function directoriesOf(node: WorldNode): Pick<BrokerImage, 'directories'> {
  const folders = foldersOfBroker(node.spec as BrokerStartSpec)
  if (folders.length < 2) return {}
  const state = node.state as BrokerState | null
  const disk = node.disk as BrokerDisk | null
  const logs = state === null ? logsOnDisk(node) : currentLogs(state)
  const failed = failuresOf(node)?.failed ?? []
  const isGone = state === null && disk?.failed === true
  return {
    directories: folders.map((path) => {
      const within = logs.filter((log) => (log.parentDir ?? folders[0]) === path)
      const bytes = within.reduce((sum, log) => sum + sizeOfLog(log), 0)
      return { path, failed: isGone || failed.includes(path), replicas: within.length, bytes }
    }),
  }
}

function throttleOf(state: BrokerState | null, world: World): Pick<BrokerImage, 'replicationThrottle'> {
  if (state === null) return {}
  const { leaderThrottledRate, followerThrottledRate } = state.config
  if (leaderThrottledRate === null && followerThrottledRate === null) return {}
  // As a broker's clock has it, in whole tenths of a second: a number that changes with every frame cannot be read.
  const nowMs = Math.floor(world.nowUs / 100_000) * 100
  return {
    replicationThrottle: {
      limit: Math.min(leaderThrottledRate ?? Infinity, followerThrottledRate ?? Infinity),
      sentPerSecond: Math.round(measuredRate(state, 'leader', nowMs)),
      takenPerSecond: Math.round(measuredRate(state, 'follower', nowMs)),
    },
  }
}

/** Controllers of ZooKeeper's era tell nobody of it; the broker itself knows which znode is its own. */
function brokerEpochOf(registered: number, state: BrokerState | null): number {
  return registered >= 0 || state === null ? registered : state.lifecycle.brokerEpoch
}

function misledBy(state: BrokerState | null, world: World, node: WorldNode): Pick<BrokerImage, 'misled'> {
  if (state === null) return {}
  const answeredBy = world.addresses.get(endpointNode(state.host, state.port)) ?? null
  return answeredBy === node.id ? {} : { misled: { address: `${state.host}:${state.port}`, answeredBy } }
}

function pageCacheOf(state: BrokerState | null): Pick<BrokerImage, 'pageCache'> {
  if (state?.pageCache === undefined) return {}
  const { limitBytes, pages, hits, misses } = state.pageCache
  return { pageCache: { limitBytes, usedBytes: pages.size * PAGE_BYTES, hits, misses } }
}

/** What its last process died of before it began, while none runs. */
export function startFailureOf({ state, disk }: WorldNode): string | undefined {
  const failure = state === null ? failureIn((disk as BrokerDisk | null)?.serverLog ?? []) : null
  return failure === null ? undefined : `${failure.class}: ${failure.message}`
}

function sessionWith(keeper: BrokerSession['with'], wait: Wait | null): BrokerSession | null {
  return wait === null ? null : { ...wait, with: keeper }
}

/** Only who is unfenced has a session to lose. Of a process that is gone no sign of life can come any more. */
function sessionOf(brokerId: number, controller: ControllerState | null, node: WorldNode, nowUs: number): Wait | null {
  const registration = controller?.image.brokers.get(brokerId)
  if (registration === undefined || registration.fenced || controller === null || controller.active === null)
    return null
  const session = trackedSession(controller.active, registration, sessionTimeoutMs(controller))
  const state = node.status === 'running' ? (node.state as BrokerState) : null
  const usualUs = (state?.config.brokerHeartbeatIntervalMs ?? 0) * 1_000
  return session === null ? null : waitOnceLate(session.sinceUs, session.untilUs, usualUs, nowUs)
}

function controllerEpochOf(state: BrokerState | null): Pick<BrokerImage, 'controllerEpoch'> {
  const controllerEpoch = state === null ? null : linkOf(state).controllerEpochOf(state)
  return controllerEpoch === null ? {} : { controllerEpoch }
}

const NONE: readonly string[] = []
