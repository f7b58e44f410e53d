/** Brokers, controllers and links. */
import type { World, WorldNode } from '../../../engine/world.ts'
import type { BrokerState } from '../../broker/broker-state.ts'
import type { BrokerNodeSpec } from '../../cluster/create-cluster.ts'
import type { ControllerState } from '../../controller/controller-state.ts'
import { logEndOffset } from '../../controller/kraft/raft-log.ts'
import { sizeOfLog } from '../../log/replica-log.ts'
import type { MetadataImage } from '../../metadata/metadata-image.ts'
import type { BrokerImage, ControllerImage, LinkImage, NodeStatus } from '../cluster-image.ts'

export function statusOf(node: WorldNode): NodeStatus {
  if (node.status !== 'running' || node.kind !== 'broker') return node.status
  const { state } = (node.state as BrokerState).lifecycle
  if (state === 'running') return 'running'
  return state === 'shuttingDown' || state === 'ended' ? 'stopping' : 'starting'
}

export function addBrokerRows(
  rows: Map<string, BrokerImage>,
  world: World,
  metadata: MetadataImage,
  active: ControllerState | null,
  coordinators: ReadonlyMap<number, readonly string[]>,
): void {
  for (const node of world.nodes.values()) {
    if (node.kind !== 'broker') continue
    const spec = node.spec as BrokerNodeSpec
    const registration = metadata.brokers.get(spec.brokerId)
    const state = node.state as BrokerState | null
    let leaders = 0
    let diskBytes = 0
    for (const partition of state?.partitions.values() ?? []) {
      if (partition.role === 'leader') leaders++
      diskBytes += sizeOfLog(partition.log)
    }
    rows.set(node.id, {
      id: spec.brokerId,
      node: node.id,
      status: statusOf(node),
      fenced: registration?.fenced ?? true,
      registered: registration !== undefined,
      rack: spec.rack,
      brokerEpoch: registration?.brokerEpoch ?? -1,
      lastHeartbeatAtUs: active?.active?.heartbeats.get(spec.brokerId)?.lastContactAtUs ?? -1,
      coordinatorOf: coordinators.get(spec.brokerId) ?? NONE,
      leaderCount: leaders,
      replicaCount: state?.partitions.size ?? 0,
      diskBytes,
      slowdownUs: node.slowdownUs,
      metadataOffset: state?.metadata.offset ?? -1,
      config: spec.config,
    })
  }
}

const NONE: readonly string[] = []

export function addControllerRows(rows: Map<string, ControllerImage>, world: World): void {
  for (const node of world.nodes.values()) {
    if (node.kind !== 'controller') continue
    const state = node.state as ControllerState | null
    const { controllerId } = node.spec as { readonly controllerId: number }
    rows.set(node.id, {
      id: controllerId,
      node: node.id,
      status: node.status,
      role: state === null ? 'unattached' : state.raft.role.kind,
      epoch: state?.raft.epoch ?? -1,
      leaderId: state?.raft.leaderId ?? -1,
      logEndOffset: state === null ? -1 : logEndOffset(state.raft.log),
      highWatermark: state?.raft.highWatermark ?? -1,
    })
  }
}

/** The controller that rules now: of the running ones that lead, the one with the highest epoch. */
export function activeController(world: World): ControllerState | null {
  let active: ControllerState | null = null
  for (const node of world.nodes.values()) {
    if (node.kind !== 'controller' || node.state === null) continue
    const state = node.state as ControllerState
    if (state.active !== null && (active === null || state.raft.epoch > active.raft.epoch)) active = state
  }
  return active
}

/** Only links on which something is out of the ordinary. */
export function addLinkRows(rows: Map<string, LinkImage>, world: World): void {
  const heldByPair = new Map<string, number>()
  for (const link of world.links) {
    if (link.heldMessages.length === 0) continue
    const pair = linkId(world.addresses.get(link.from) ?? link.from, world.addresses.get(link.to) ?? link.to)
    heldByPair.set(pair, (heldByPair.get(pair) ?? 0) + link.heldMessages.length)
  }
  for (const [from, row] of world.linkFaults) {
    for (const [to, fault] of row) {
      const id = linkId(from, to)
      const [a = from, b = to] = id.split('|')
      const before = rows.get(id)
      rows.set(id, {
        id,
        a,
        b,
        cut: fault.cut || before?.cut === true,
        extraUs: Math.max(fault.extraLatencyUs, before?.extraUs ?? 0),
        held: heldByPair.get(id) ?? 0,
        holding: fault.held !== null || before?.holding === true,
      })
    }
  }
}

export function linkId(a: string, b: string): string {
  return a < b ? `${a}|${b}` : `${b}|${a}`
}
