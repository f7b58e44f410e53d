/** Counterpart in Kafka: KafkaController.doControlledShutdown. A broker wants to end, and its leaderships move away first. */
import type { ErrorCode } from '../../common/errors.ts'
import type { TopicPartition } from '../../common/topic-partition.ts'
import { allPartitions, isQueuedForDeletion, replicasOf } from './controller-context.ts'
import { isActive } from './controller-election.ts'
import type { EventOf } from './controller-event.ts'
import { once, type Turn } from './event-turn.ts'
import { changePartitions } from './partition-state-machine.ts'
import { changeReplicas } from './replica-state-machine.ts'
import { addStopReplica, newBatch, sendBatch } from './request-batch.ts'

export function processControlledShutdown(turn: Turn, { request, from }: EventOf<'ControlledShutdown'>): void {
  const refusal = objectionTo(turn, request.brokerId, request.brokerEpoch)
  const remainingPartitions = refusal === null ? shutDown(turn, request.brokerId) : []
  const { correlationId } = request
  const type = 'ControlledShutdownResponse'
  once(turn, () => turn.host.reply(from, { type, correlationId, errorCode: refusal ?? 'NONE', remainingPartitions }))
}

const UNKNOWN_EPOCH = -1

function objectionTo(turn: Turn, brokerId: number, brokerEpoch: number): ErrorCode | null {
  if (!isActive(turn)) return 'NOT_CONTROLLER'
  const known = turn.context.liveBrokers.get(brokerId)
  if (known === undefined) return brokerEpoch === UNKNOWN_EPOCH ? 'BROKER_NOT_AVAILABLE' : 'UNKNOWN_SERVER_ERROR'
  return brokerEpoch !== UNKNOWN_EPOCH && brokerEpoch < known.epoch ? 'STALE_BROKER_EPOCH' : null
}

/** Returns what it leads still. */
function shutDown(turn: Turn, brokerId: number): TopicPartition[] {
  const { context } = turn
  context.shuttingDownBrokerIds.add(brokerId)
  const concerned = allPartitions(context).filter((name) => {
    const replicas = replicasOf(context, name)
    const isReplicated = replicas.includes(brokerId) && replicas.length > 1
    return isReplicated && context.leadership.has(name) && !isQueuedForDeletion(context, name)
  })
  const isLed = (name: TopicPartition) => context.leadership.get(name)?.leader === brokerId
  const led = concerned.filter(isLed)
  const followed = concerned.filter((name) => !isLed(name))
  changePartitions(turn, led, 'online', { type: 'controlledShutdown' })
  const batch = newBatch()
  for (const name of followed) addStopReplica(batch, brokerId, name, false)
  sendBatch(turn, batch)
  changeReplicas(
    turn,
    followed.map((topicPartition) => ({ topicPartition, brokerId })),
    'offline',
  )
  return [...context.leadership.keys()].filter(
    (name) => isLed(name) && replicasOf(context, name).length > 1 && !isQueuedForDeletion(context, name),
  )
}
