/**
 * What a broker does with ZooKeeper's answers, each errand a plain sequential function as Kafka's are. One is left where an
 * answer is missing and run again from its beginning once it is there, so that what it holds is a list and no call stack:
 * what it does to the world stands behind its last question, or in another errand.
 */
import { assert } from '../../../../engine/assert.ts'
import type { NodeContext } from '../../../../engine/node-context.ts'
import type { SessionResponse } from '../../../protocol/zookeeper/client-messages.ts'
import { askUntilConnected, type KafkaZooKeeperRequest } from '../../../zookeeper-client/kafka-zookeeper-client.ts'
import type { BrokerState } from '../../broker-state.ts'
import type { Work, Works } from './works.ts'
import { type Errand, zookeeperLinkOf } from './zookeeper-link-state.ts'

/** One of the times that an errand is run. */
export interface ErrandRun {
  readonly state: BrokerState
  readonly node: NodeContext
  readonly errand: Errand
  answersTaken: number
}

const SUSPENDED = new Error('an answer is missing')
const SESSION_EXPIRED = new Error('the session with ZooKeeper is over')

/** It is run when the event that began it comes to its end (`runErrands`). */
export function beginErrand(state: BrokerState, work: Work): void {
  const link = zookeeperLinkOf(state)
  link.errands.push({ id: link.errandsSoFar++, work: Object.freeze(work), answers: [], asked: null })
}

/** What there is to do where the session has ended before the work was done. */
export type Abandon = (state: BrokerState, work: Work, node: NodeContext) => void

/** Runs all that wait for nothing. */
export function runErrands(state: BrokerState, works: Works, abandon: Abandon, node: NodeContext): void {
  const { errands } = zookeeperLinkOf(state)
  for (;;) {
    const at = errands.findIndex(({ asked }) => asked === null)
    if (at === -1) return
    const errand = errands[at] as Errand
    const outcome = outcomeOf(() =>
      works[errand.work.type](errand.work as never, { state, node, errand, answersTaken: 0 }),
    )
    if (outcome === 'suspended') continue
    errands.splice(errands.indexOf(errand), 1)
    if (outcome === 'abandoned') abandon(state, errand.work, node)
  }
}

/** Suspended where it is left for want of an answer. */
function outcomeOf(work: () => void): 'done' | 'suspended' | 'abandoned' {
  try {
    work()
    return 'done'
  } catch (error) {
    if (error === SUSPENDED) return 'suspended'
    if (error === SESSION_EXPIRED) return 'abandoned'
    throw error
  }
}

/** All at once, answered in order. Where one of them never will be, because the session is over, the errand is too. */
export function askAll(run: ErrandRun, requests: readonly KafkaZooKeeperRequest[]): readonly SessionResponse[] {
  if (requests.length === 0) return []
  const { state, node, errand } = run
  const answers = errand.answers[run.answersTaken]
  if (answers === undefined) {
    errand.asked = requests.map(() => undefined)
    const { zookeeper } = zookeeperLinkOf(state)
    requests.forEach((request, index) => {
      askUntilConnected(zookeeper, request, Object.freeze({ owner: 'broker', errand: errand.id, index }), node)
    })
    throw SUSPENDED
  }
  run.answersTaken++
  if (answers.includes(null)) throw SESSION_EXPIRED
  return answers as readonly SessionResponse[]
}

type Asked<Type extends KafkaZooKeeperRequest['type']> = Extract<KafkaZooKeeperRequest, { readonly type: Type }>
type AnswerTo<Type extends string> = Type extends `${infer Name}Request`
  ? Extract<SessionResponse, { readonly type: `${Name}Response` }>
  : never

export function ask<Type extends KafkaZooKeeperRequest['type']>(
  run: ErrandRun,
  request: Asked<Type> & { readonly type: Type },
): AnswerTo<Type> {
  return askAll(run, [request])[0] as AnswerTo<Type>
}

/** For an errand that has something left to do where the session is over: null. */
export function unlessExpired<T>(asked: () => T): T | null {
  try {
    return asked()
  } catch (error) {
    if (error !== SESSION_EXPIRED) throw error
    return null
  }
}

/** `answer` null: the session was over. */
export function takeAnswer(state: BrokerState, id: number, index: number, answer: SessionResponse | null): void {
  const errand = zookeeperLinkOf(state).errands.find((each) => each.id === id)
  assert(errand !== undefined && errand.asked !== null, 'an errand waits for what it has asked')
  errand.asked[index] = answer
  const answers = errand.asked.filter((each) => each !== undefined)
  if (answers.length < errand.asked.length) return
  errand.answers.push(Object.freeze(answers))
  errand.asked = null
}
