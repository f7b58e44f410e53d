/**
 * How long requests took, as kafka.network.RequestMetrics divides it: from when a broker takes a request off a connection,
 * over its handling, to the answer. One connection is one request at a time: whatever arrived behind another is taken
 * when that is answered (SocketServer mutes the channel). Handling costs no time here, so that what is not waiting to be
 * handled is waiting for others: remote time.
 */
import type { SimEvent } from '../../engine/sim-event.ts'
import type { World, WorldNode } from '../../engine/world.ts'
import type { FetchRequest, FetchResponse } from '../../kafka/protocol/fetch.ts'
import type { ProduceRequest, ProduceResponse } from '../../kafka/protocol/produce.ts'

export type TimedApi = 'Produce' | 'FetchConsumer' | 'FetchFollower'

export interface AnsweredRequest {
  readonly api: TimedApi
  /** Id of the node that answered. */
  readonly broker: string
  readonly clientId: string
  /** At the broker. Microseconds, as all of these. */
  readonly totalUs: number
  /** Of that, before it was handled: the broker was slow. */
  readonly queueUs: number
  /** Of that, until others had done their part. */
  readonly remoteUs: number
  /** From sending to the answer, network included; null where nobody is answered (acks=0). */
  readonly latencyUs: number | null
  readonly response: ProduceResponse | FetchResponse | null
}

interface OpenRequest {
  readonly eventId: number
  readonly correlationId: number
  readonly api: TimedApi
  readonly clientId: string
  readonly isAnswered: boolean
  readonly sentAtUs: number
  /** Off the wire; -1: the process is paused, and takes nothing off it. */
  arrivedAtUs: number
  /** -1: it waits at a slow or paused node. */
  handledAtUs: number
}

/** Between two processes. */
interface Connection {
  readonly from: number
  readonly to: number
  /** When its last answer was sent. */
  freeAtUs: number
  open: OpenRequest[]
}

/** By the index of the link on which requests travel. */
export type Connections = Map<number, Connection>

type Tell = (answered: AnsweredRequest) => void

/** A produce or fetch request has come off the wire; returns its receiver, null where nobody took it. */
export function requestArrived(connections: Connections, world: World, event: SimEvent, tell: Tell): WorldNode | null {
  const node = receiver(world, event)
  if (node === null) return null
  const request = event.body as ProduceRequest | FetchRequest
  const waits = world.links[event.link]?.late.some(({ id }) => id === event.id) === true
  const connection = connectionOf(connections, event, node.incarnation)
  const open: OpenRequest = {
    eventId: event.id,
    correlationId: request.correlationId,
    api: apiOf(request),
    clientId: request.clientId,
    isAnswered: request.type === 'FetchRequest' || request.acks !== 0,
    sentAtUs: event.sentAtUs,
    arrivedAtUs: node.status === 'paused' ? -1 : world.nowUs,
    handledAtUs: waits ? -1 : world.nowUs,
  }
  connection.open.push(open)
  if (!waits) closeUnanswered(connection, node.id, tell)
  return node
}

/** Something that waited at a slow or paused node was handled: on each link the oldest goes first. */
export function lateHandled(connections: Connections, world: World, event: SimEvent, tell: Tell): WorldNode | null {
  const connection = connections.get(event.link)
  const node = receiver(world, event)
  if (connection === undefined || node === null) return null
  const late = world.links[event.link]?.late ?? []
  for (const open of connection.open) {
    if (open.handledAtUs !== -1 || late.some(({ id }) => id === open.eventId)) continue
    open.handledAtUs = world.nowUs
    if (open.arrivedAtUs === -1) open.arrivedAtUs = world.nowUs
  }
  closeUnanswered(connection, node.id, tell)
  return node
}

/** An answer has come off the wire. */
export function responseArrived(connections: Connections, world: World, event: SimEvent, tell: Tell): void {
  const connection = connections.get(world.links[event.link]?.reverse ?? -1)
  if (connection === undefined || receiver(world, event) === null) return
  const response = event.body as ProduceResponse | FetchResponse
  const place = connection.open.findIndex(({ correlationId }) => correlationId === response.correlationId)
  const open = connection.open[place]
  if (open === undefined) return
  // What stands before it was given up with a connection that is no more.
  connection.open = connection.open.slice(place + 1)
  if (open.handledAtUs === -1) return
  const times = timesOf(open, connection.freeAtUs, event.sentAtUs)
  connection.freeAtUs = event.sentAtUs
  const broker = world.addresses.get(event.from) ?? event.from
  const { api, clientId } = open
  tell({ api, broker, clientId, ...times, latencyUs: world.nowUs - open.sentAtUs, response })
}

function timesOf({ arrivedAtUs, handledAtUs }: OpenRequest, freeAtUs: number, answeredAtUs: number) {
  const takenAtUs = Math.max(arrivedAtUs, freeAtUs)
  const totalUs = answeredAtUs - takenAtUs
  const queueUs = Math.max(0, handledAtUs - takenAtUs)
  return { totalUs, queueUs, remoteUs: totalUs - queueUs }
}

/** With acks=0 a request is over when it was handled. */
function closeUnanswered(connection: Connection, broker: string, tell: Tell): void {
  const over = connection.open.filter(({ isAnswered, handledAtUs }) => !isAnswered && handledAtUs !== -1)
  if (over.length === 0) return
  connection.open = connection.open.filter((open) => !over.includes(open))
  for (const open of over) {
    const { api, clientId, handledAtUs } = open
    tell({ api, broker, clientId, ...timesOf(open, 0, handledAtUs), latencyUs: null, response: null })
  }
}

function apiOf(request: ProduceRequest | FetchRequest): TimedApi {
  if (request.type === 'ProduceRequest') return 'Produce'
  return request.replicaId === -1 ? 'FetchConsumer' : 'FetchFollower'
}

function connectionOf(connections: Connections, { link, fromIncarnation }: SimEvent, to: number): Connection {
  const known = connections.get(link)
  if (known?.from === fromIncarnation && known.to === to) return known
  const made: Connection = { from: fromIncarnation, to, freeAtUs: 0, open: [] }
  connections.set(link, made)
  return made
}

/** Null: there is no process, or another than the one it was for. */
function receiver(world: World, { to, toIncarnation }: SimEvent): WorldNode | null {
  const node = world.nodes.get(world.addresses.get(to) ?? to)
  if (node === undefined || node.state === null) return null
  return toIncarnation === 0 || toIncarnation === node.incarnation ? node : null
}
