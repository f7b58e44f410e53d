/**
 * Events of a controller written as plain sequential functions, as Kafka's are: each awaits what ZooKeeper answers before
 * it goes on, and a suspended call stack could be neither copied nor hashed. So an event is left where an answer is missing
 * and run again from its beginning once it is there, on a copy of what the controller remembered then.
 */
import { assert } from '../../../engine/assert.ts'
import type { SessionResponse } from '../../protocol/zookeeper/client-messages.ts'
import type { KafkaZooKeeperRequest } from '../../zookeeper-client/kafka-zookeeper-client.ts'
import { type ControllerContext, copyControllerContext } from './controller-context.ts'
import type { ControllerEvent } from './controller-event.ts'
import type { ControllerHost } from './controller-host.ts'
import type { RunningEvent, ZooKeeperControllerState } from './controller-state.ts'
import { failure, isFailure } from './failure.ts'

/** One of the times that an event is run. */
export interface Turn {
  readonly controller: ZooKeeperControllerState
  readonly context: ControllerContext
  readonly host: ControllerHost
  readonly running: RunningEvent
  answersTaken: number
  deedsMet: number
}

const SUSPENDED = new Error('an answer is missing')

/** Events of the queue, one at a time, until one has to wait. */
export function processEvents(
  controller: ZooKeeperControllerState,
  host: ControllerHost,
  process: (turn: Turn, event: ControllerEvent) => void,
): void {
  for (;;) {
    const running = controller.running ?? nextEvent(controller)
    if (running === null || running.asked !== null) return
    controller.context = copyControllerContext(running.before)
    const turn: Turn = { controller, context: controller.context, host, running, answersTaken: 0, deedsMet: 0 }
    if (!runs(() => process(turn, running.event))) return
    assert(turn.answersTaken === running.answers.length, 'an event asks the same in every turn')
    controller.running = null
  }
}

function nextEvent(controller: ZooKeeperControllerState): RunningEvent | null {
  const event = controller.queue.shift()
  if (event === undefined) return null
  const number = ++controller.eventsSoFar
  controller.running = { event, number, before: controller.context, answers: [], deeds: 0, asked: null }
  return controller.running
}

/** False where it is left for want of an answer. */
function runs(process: () => void): boolean {
  try {
    process()
    return true
  } catch (error) {
    if (error === SUSPENDED) return false
    // What Kafka logs as an error while processing an event.
    if (isFailure(error)) return true
    throw error
  }
}

/** Done in the first turn that gets here, passed over in those that follow. */
export function once(turn: Turn, deed: () => void): void {
  const { running } = turn
  if (turn.deedsMet++ < running.deeds) return
  running.deeds++
  deed()
}

export function putEvent(controller: ZooKeeperControllerState, event: ControllerEvent): void {
  controller.queue.push(Object.freeze(event))
}

/** All at once, answered in order. Fails with SESSIONEXPIRED where one of them never will be. */
export function ask(turn: Turn, requests: readonly KafkaZooKeeperRequest[]): readonly SessionResponse[] {
  if (requests.length === 0) return []
  const { running, host } = turn
  const answers = running.answers[turn.answersTaken]
  if (answers === undefined) {
    // ZooKeeperClientExpireHandler.beforeInitializingSession: there is no other session before `Expire` has begun.
    if (turn.controller.queue[0]?.type === 'Expire') throw failure('SESSIONEXPIRED')
    running.asked = requests.map(() => undefined)
    requests.forEach((request, index) => {
      host.ask(request, Object.freeze({ type: 'event', event: running.number, index }))
    })
    throw SUSPENDED
  }
  turn.answersTaken++
  if (answers.includes(null)) throw failure('SESSIONEXPIRED')
  return answers as readonly SessionResponse[]
}

/** Whether the next question of this turn has got its answer, so that what would be asked need not be made once more. */
export function isAnswered({ running, answersTaken }: Turn): boolean {
  return running.answers[answersTaken] !== undefined
}

/** False: nobody waits for it any more. */
export function takeAnswer(
  { running }: ZooKeeperControllerState,
  tag: { readonly event: number; readonly index: number },
  answer: SessionResponse | null,
): boolean {
  if (running === null || running.asked === null || running.number !== tag.event) return false
  running.asked[tag.index] = answer
  const answers = running.asked.filter((each) => each !== undefined)
  if (answers.length < running.asked.length) return false
  running.answers.push(Object.freeze(answers))
  running.asked = null
  return true
}
