/**
 * What people and the wires can see of a run, as lines of text: messages as they arrive, happenings, and at an instant
 * the picture, the terminals and what Java clients were told.
 *
 * It is a vocabulary of its own, so that code may move beneath it. A field that joins the picture is not seen here until
 * it is named here; one that is renamed does not compile. Left out is what only describes: a message's size (it shows in
 * when the message arrives), its fields (they show in what the receiver does), and a client's whole configuration (the
 * profile's defaults show in how it behaves).
 */
import { inFlight } from '../../engine/in-flight.ts'
import type { NodeBehavior, ReceivedMessage } from '../../engine/node-context.ts'
import type { SimEvent } from '../../engine/sim-event.ts'
import type { Happening, World } from '../../engine/world.ts'
import { JAVA_CLIENTS_NODE } from '../../kafka/common/addresses.ts'
import type { JavaClientsState } from '../../kafka/java-clients/java-client-node.ts'
import type { ClusterImage, ImageTable } from '../../kafka/observe/cluster-image.ts'
import { simulatorParts } from '../../worker/simulator-parts.ts'
import { canonicalJson } from '../conformance/normalise.ts'

/** Tells a line for whatever is to be seen from now on. Call it before the world has run on. */
export function observe(world: World, tell: (line: string) => void): void {
  for (const happening of world.happenings.splice(0)) tell(happeningLine(happening))
  world.onHappening = (happening) => tell(happeningLine(happening))
  const behaviors = world.behaviors as Record<string, NodeBehavior>
  const watched: Record<string, NodeBehavior> = {}
  for (const [kind, behavior] of Object.entries(behaviors)) watched[kind] = watchedBehavior(behavior, tell)
  Object.assign(world, { behaviors: watched })
  // Nodes that run already were bound to the behaviours as they are.
  world.contexts.clear()
  world.receivers = []
}

function watchedBehavior(behavior: NodeBehavior, tell: (line: string) => void): NodeBehavior {
  return {
    ...behavior,
    onMessage(state, message, node) {
      tell(`${node.nowUs} ${messageLine(message)}`)
      behavior.onMessage(state, message, node)
    },
    onDisconnect(state, peer, node) {
      tell(`${node.nowUs} ${peer} > ${node.nodeId} disconnected`)
      behavior.onDisconnect(state, peer, node)
    },
  }
}

function messageLine(message: ReceivedMessage): string {
  const { from, to, body, sentAtUs } = message as SimEvent
  return `${from} > ${to} ${body.type} sent ${sentAtUs}`
}

function happeningLine({ id, atUs, nodeId, causedBy, body }: Happening): string {
  return `${atUs} happening ${id} of ${causedBy} at ${nodeId} ${canonicalJson(body)}`
}

type FieldsOf<Table extends ImageTable> =
  ClusterImage[Table] extends ReadonlyMap<string, infer Row> ? readonly (keyof Row)[] : never

/** Of the table `nodes` nothing: it says again, of nodes of every kind, what the tables of the kinds say. */
const FIELDS: { readonly [Table in Exclude<ImageTable, 'nodes'>]: FieldsOf<Table> } = {
  brokers: [
    ...(['id', 'node', 'status', 'fenced', 'registered', 'rack', 'brokerEpoch', 'lastHeartbeatAtUs'] as const),
    ...(['coordinatorOf', 'leaderCount', 'replicaCount', 'diskBytes', 'slowdownUs', 'metadataOffset'] as const),
  ],
  controllers: ['id', 'node', 'status', 'role', 'epoch', 'leaderId', 'logEndOffset', 'highWatermark'],
  zookeepers: [
    'id',
    'node',
    'status',
    'role',
    'serving',
    'leaderId',
    'epoch',
    'zxid',
    'znodes',
    'sessions',
    'watches',
    'clients',
  ],
  topics: ['name', 'topicId', 'internal', 'partitions', 'replicationFactor', 'config'],
  partitions: [
    ...(['id', 'topic', 'partition', 'leader', 'leaderEpoch', 'partitionEpoch', 'replicas', 'isr', 'elr'] as const),
    'minInsyncReplicas',
  ],
  replicas: [
    ...(['id', 'topicPartition', 'topic', 'partition', 'broker', 'role', 'leaderEpoch', 'inSync'] as const),
    ...(['logStartOffset', 'highWatermark', 'lastStableOffset', 'logEndOffset', 'sizeBytes', 'segments'] as const),
    ...(['epochs', 'cells'] as const),
  ],
  losses: ['id', 'topicPartition', 'broker', 'ranges', 'cells'],
  producers: [
    ...(['name', 'status', 'terminal', 'producerId', 'producerEpoch', 'batches', 'bufferBytes'] as const),
    ...(['inFlightRequests', 'sent', 'acknowledged', 'failed', 'retries', 'lastError'] as const),
  ],
  members: [
    ...(['name', 'status', 'terminal', 'groupId', 'memberId', 'generation', 'state', 'isGroupLeader'] as const),
    ...(['assignment', 'processing', 'consumed', 'lastError'] as const),
  ],
  groups: [
    'groupId',
    'state',
    'generation',
    'protocol',
    'coordinator',
    'offsetsPartition',
    'members',
    'committed',
    'lag',
  ],
  transactions: [
    ...(['transactionalId', 'coordinator', 'statePartition', 'state', 'producerId', 'producerEpoch'] as const),
    ...(['timeoutMs', 'topicPartitions', 'unconfirmed'] as const),
  ],
  links: ['id', 'a', 'b', 'cut', 'extraUs', 'held', 'holding'],
  terminals: ['name', 'tty', 'outputLength', 'output', 'prompt', 'running', 'lastExitCode'],
  counters: ['sent', 'acknowledged', 'lost', 'duplicated', 'outOfOrder', 'consumed', 'elections', 'rebalances'],
}

/** What is on show at this instant. */
export function snapshotLines(world: World): string[] {
  // How many events there were is what journals and links count by.
  return [
    `${world.nowUs} after ${world.executedEvents} events`,
    ...wireLines(world),
    ...imageLines(world),
    ...resultLines(world),
  ]
}

function wireLines(world: World): string[] {
  const lines = inFlight(world).map(({ from, to, body, sentAtUs, arrivesAtUs, held }) => {
    return `under way ${from} > ${to} ${body.type} sent ${sentAtUs} ${held ? 'held' : `arrives ${arrivesAtUs}`}`
  })
  return lines.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
}

function imageLines(world: World): string[] {
  const image = simulatorParts.buildImage(world)
  const lines: string[] = []
  for (const [table, fields] of Object.entries(FIELDS) as [ImageTable, readonly string[]][]) {
    const rows = image[table] as unknown as ReadonlyMap<string, Readonly<Record<string, unknown>>>
    for (const [key, row] of rows) {
      const shown = Object.fromEntries(fields.map((field) => [field, row[field]]))
      lines.push(`${table} ${key} ${canonicalJson(shown)}`)
    }
  }
  return lines
}

/** What the programs outside got for their calls. */
function resultLines(world: World): string[] {
  const state = world.nodes.get(JAVA_CLIENTS_NODE)?.state as JavaClientsState | null | undefined
  return (state?.results ?? []).map(({ result }, index) => `result ${index} ${canonicalJson(result)}`)
}
