// What a toy version's producers answer to calls about transactions.

import type { TransactionCallRules } from '../kafka/profile/transaction-call-rules.ts'
import { type JavaProgram, javaProgram, topicOf } from './java-program.ts'

interface Answer {
  readonly error?: string
  readonly message?: string
}

const program = (profile: string, ...topics: ReturnType<typeof topicOf>[]): JavaProgram =>
  javaProgram(topics, { 'broker.session.timeout.ms': '3000' }, 1, profile)

/** What a producer's methods about transactions throw where they must. */
function transactionCalls(profile: string): readonly (string | undefined)[] {
  const t = program(profile, topicOf('pay', 1))
  const said = (operation: string, producer: string, more: object = {}) =>
    t.call(operation as never, { producer, ...more } as never) as Answer
  t.producer('none', {})
  const none = said('initTransactions', 'none').message
  t.producer('t', { 'transactional.id': 'one' })
  const early = said('begin', 't').error
  said('initTransactions', 't')
  const offsets = said('sendOffsets', 't', { group: 'g', offsets: [['pay', 0, 1]] }).message
  const records = [{ key: null, value: 'v', partition: 0 }]
  const outside = /"message":"([^"]+)"/.exec(JSON.stringify(t.send('t', 'pay', ['v', 0])))?.[1]
  for (const producer of ['old', 'new']) {
    t.producer(producer, { 'transactional.id': 'two' })
    said('initTransactions', producer)
    if (producer === 'old') said('begin', producer)
  }
  said('send', 'old', { topic: 'pay', records, wait: 'flush' })
  const fenced = said('commit', 'old').message
  const known = [none, early, offsets, outside, fenced?.replace(/^Producer with .*\) /, ''), afterFailedSend(profile)]
  return [...known, said('initTransactions', 'old').error, ...withoutPatience(profile)]
}

/** What no offsets outside of a transaction throw, a call that takes too long, and another one after it. */
function withoutPatience(profile: string): readonly (string | undefined)[] {
  const t = program(profile, topicOf('pay', 1))
  const said = (operation: string, producer: string, more: object = {}) =>
    t.call(operation as never, { producer, ...more } as never) as Answer
  t.producer('hasty', { 'transactional.id': 'hasty', 'max.block.ms': '5' })
  const [late, after] = [said('initTransactions', 'hasty').message, said('begin', 'hasty').error]
  t.producer('p', { 'transactional.id': 'p' })
  said('initTransactions', 'p')
  return [said('sendOffsets', 'p', { group: 'g', offsets: [] }).message, late, after]
}

/** What a commit throws behind a send that never got into a batch; undefined: nothing. */
function afterFailedSend(profile: string): string | undefined {
  const t = program(profile, topicOf('pay', 1))
  t.producer('p', { 'transactional.id': 'pays', 'max.request.size': '200' })
  t.call('initTransactions' as never, { producer: 'p' } as never)
  t.call('begin' as never, { producer: 'p' } as never)
  t.send('p', 'pay', ['x'.repeat(300), 0])
  return (t.call('commit' as never, { producer: 'p' } as never) as Answer).error
}

const TOY: TransactionCallRules = {
  notTransactional: 'toy a',
  invalidTransition: 'KafkaException',
  invalidTransitionIsFatal: false,
  initializes: { from: ['UNINITIALIZED'], whatever: true },
  failsWithSend: false,
  refuseSend: ({ state }) => (state === 'IN_TRANSACTION' ? null : { class: 'KafkaException', message: 'toy b' }),
  offsetsOutside: (state) => ({ class: 'KafkaException', message: `toy c ${state}` }),
  timedOut: (of, operation, ms) => `toy e ${of} ${operation} ${ms}`,
  timedOutCallsAreMadeAgain: false,
  doesWithoutOffsets: false,
  afterError: (of) => ({ class: of, message: 'toy d', wraps: false }),
}

/** For `provesRules`: the toy’s rules, what is looked at, and what is seen of either. */
export const TRANSACTION_CALLS = {
  toy: TOY,
  seen: transactionCalls,
  own: [
    'Transactional method invoked on a non-transactional producer.',
    'IllegalStateException',
    'Cannot send offsets if a transaction is not in progress (currentState= READY)',
    'Cannot add partition pay-0 to transaction while in state  READY',
    'attempted to produce with an old epoch',
    'KafkaException',
    'InvalidProducerEpochException',
    undefined,
    'Timeout expired after 5ms while awaiting InitProducerId. InitTransactions timed out - did not complete coordinator discovery or receive the InitProducerId response within max.block.ms.',
    'IllegalStateException',
  ],
  toys: [
    ...['toy a', 'KafkaException', 'toy c READY', 'toy b', 'toy d', undefined, 'KafkaException', 'toy c READY'],
    ...['toy e initTransactions InitProducerId 5', 'KafkaException'],
  ],
}
