/** A whole cluster of ZooKeeper's era, an ensemble and brokers of 2.5.0, with verbs to tell stories about it. */

import type { NodeContext } from '../engine/node-context.ts'
import { addNode, deliverCommand, endProcess, nodeOf, startNode } from '../engine/processes.ts'
import { run } from '../engine/scheduler.ts'
import { takeHappenings } from '../engine/world.ts'
import type { BrokerState, Partition } from '../kafka/broker/broker-state.ts'
import type { ClusterSpec, ConfigEntries } from '../kafka/cluster/commands.ts'
import { createCluster } from '../kafka/cluster/create-cluster.ts'
import { rowNamed } from '../kafka/common/slot-map.ts'
import { createInvariantChecker } from '../kafka/invariants/invariant-checker.ts'
import type { Answer, Request, Response } from '../kafka/protocol/apis.ts'
import type { ZooKeeperState } from '../kafka/zookeeper/zookeeper-state.ts'
import { KAFKA_2_5 } from './ahead/kafka-2.5.ts'
import { checkInvariants } from './invariants/check-invariants.ts'

const client = {
  start: (): Response[] => [],
  onMessage: (responses: Response[], { body }: { body: unknown }) => void responses.push(body as Response),
  onTimer: () => {},
  onDisconnect: () => {},
  onCommand(_: Response[], command: { readonly type: string }, node: NodeContext) {
    const { to, request } = command as unknown as { to: string; request: Request }
    node.send(to, request, 200)
  },
  survive: () => null,
}

type Unsent<Type extends Request['type']> = Omit<Extract<Request, { type: Type }>, 'correlationId' | 'clientId'> & {
  readonly type: Type
}

export interface OldClusterSpec extends Partial<Pick<ClusterSpec, 'topics' | 'producers' | 'consumers'>> {
  readonly brokers?: readonly number[]
  readonly config?: ConfigEntries
  readonly seed?: number
}

export function oldCluster({ brokers = [1, 2, 3], config = {}, seed = 1, ...clients }: OldClusterSpec = {}) {
  const spec: ClusterSpec = {
    ...{ profile: KAFKA_2_5.name, controllers: [], zookeeper: [1, 2, 3], config },
    brokers: brokers.map((id) => ({ id, rack: null, config: {} })),
    ...{ topics: [], producers: [], consumers: [], startWallClockMs: 1_772_409_600_000, networkLatencyUs: 250 },
    ...clients,
  }
  const world = createCluster(spec, seed)
  Object.assign(world.behaviors, { client })
  Object.assign(world.kinds, { client: { kind: 'client' } })
  world.freezeBodies = true
  addNode(world, { id: 'client', kind: 'client', spec: null })
  startNode(world, 'client')
  let correlationId = 0
  const checker = createInvariantChecker({ mayLoseData: () => false })
  const check = (): false => {
    const violation = checkInvariants(checker, world)
    if (violation !== null) throw new Error(`${violation.rule}: ${violation.message}`)
    return false
  }
  const t = {
    world,
    runFor: (ms: number) => run(world, { untilUs: world.nowUs + ms * 1_000, until: check }),
    /** Returns how long that was, in milliseconds. */
    runUntil(what: string, holds: () => boolean, withinMs = 60_000): number {
      const fromUs = world.nowUs
      if (!holds()) run(world, { untilUs: world.nowUs + withinMs * 1_000, until: () => check() || holds() })
      if (!holds()) throw new Error(`not within ${withinMs} ms: ${what}`)
      return (world.nowUs - fromUs) / 1_000
    },
    broker: (id: number) => nodeOf(world, `broker-${id}`).state as BrokerState,
    status: (id: number) => nodeOf(world, `broker-${id}`).status,
    partition(id: number, name: string): Partition {
      const found = rowNamed(t.broker(id).partitions, name)
      if (found === undefined) throw new Error(`no replica of ${name} on broker ${id}`)
      return found
    },
    send<Type extends Request['type']>(id: number, request: Unsent<Type>): number {
      const whole = { correlationId: ++correlationId, clientId: 'client', ...request }
      deliverCommand(world, 'client', { type: 'Send', to: `broker-${id}`, request: whole } as never)
      return correlationId
    },
    answerTo: (id: number): Response | undefined =>
      (nodeOf(world, 'client').state as Response[]).find((each) => each.correlationId === id),
    ask<Type extends Request['type']>(id: number, request: Unsent<Type>): Answer<Extract<Request, { type: Type }>> {
      const sent = t.send(id, request)
      t.runUntil(`${request.type} is answered`, () => t.answerTo(sent) !== undefined)
      return t.answerTo(sent) as Answer<Extract<Request, { type: Type }>>
    },
    kill: (id: string) => endProcess(world, id, 'kill'),
    stop: (id: string) => deliverCommand(world, id, { type: 'ControlledShutdown' }),
    start: (id: string) => startNode(world, id),
    happenings: () => takeHappenings(world).map(({ body }) => body as { readonly type: string }),
    /** What stands at a path, as the leader of the ensemble has it; null: nothing does. */
    znode(path: string): string | null {
      const servers = [1, 2, 3].map((id) => nodeOf(world, `zookeeper-${id}`).state as ZooKeeperState | null)
      const serving = servers.find((server) => server?.service != null)
      const found = serving?.database.tree.nodes.get(path)
      return found === undefined ? null : (found.data ?? '')
    },
  }
  return t
}
