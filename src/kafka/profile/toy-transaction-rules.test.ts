// What a toy decides about transactions instead of the first version, rule by rule, and what somebody sees of it.

import { coordinatorBench, electPartition, send } from '../../testing/coordinator-bench.ts'
import { javaProgram, topicOf } from '../../testing/java-program.ts'
import { provesRules } from '../../testing/toy-profiles.ts'
import { brokerStates } from '../cluster/kinds/broker/brokers.ts'
import { rowNamed } from '../common/slot-map.ts'
import { batchesOf } from '../log/log-segment.ts'
import { transactionCoordinator } from '../transaction/transaction-coordinator.ts'
import { profileOf } from './registry.ts'

/** Epochs in the log of a transaction with one record, and what its commit came to. */
function committed(profile: string): unknown {
  const program = javaProgram([topicOf('pay', 1, 1)], {}, 1, profile)
  program.producer('t', { 'transactional.id': 'pay-1' })
  program.call('initTransactions', { producer: 't' })
  program.call('begin', { producer: 't' })
  program.send('t', 'pay', ['a', 0])
  const outcome = program.call('commit', { producer: 't' }) as { readonly error?: string }
  program.runFor(1_000)
  const partitions = brokerStates(program.world).map((state) => rowNamed(state.partitions, 'pay-0'))
  const log = partitions.find((partition) => partition?.role === 'leader')?.log
  const epochs = log?.segments.flatMap((segment) => batchesOf(segment).map(({ producerEpoch }) => producerEpoch))
  return { error: outcome.error ?? null, epochs }
}

/** What the coordinator answers to the end of a transaction from an epoch that is no more. */
function answerToOldEpoch(profile: string): unknown {
  const bench = coordinatorBench(
    { 'transaction.state.log.num.partitions': '1' },
    1,
    transactionCoordinator,
    profileOf(profile),
  )
  electPartition(bench, 0)
  for (const correlationId of [1, 2])
    send(bench, 'client', {
      type: 'InitProducerIdRequest',
      correlationId,
      transactionalId: 't',
      transactionTimeoutMs: 60_000,
      producerId: -1,
      producerEpoch: -1,
    } as never)
  const end = { transactionalId: 't', producerId: 0, producerEpoch: 0, committed: true }
  send(bench, 'client', { type: 'EndTxnRequest', correlationId: 3, ...end } as never)
  const answer = bench.answers.at(-1)?.response as { readonly errorCode?: string } | undefined
  return answer?.errorCode
}

provesRules('transaction', {
  version: {
    toy: () => 0,
    seen: committed,
    own: { error: null, epochs: [0, 1] },
    toys: { error: null, epochs: [0, 0] },
  },
  leadersAsk: {
    toy: false,
    seen: committed,
    own: { error: null, epochs: [0, 1] },
    // Nobody has told the coordinator.
    toys: { error: 'InvalidTxnStateException', epochs: [0] },
  },
  outdone: {
    toy: 'INVALID_PRODUCER_EPOCH',
    seen: answerToOldEpoch,
    own: 'PRODUCER_FENCED',
    toys: 'INVALID_PRODUCER_EPOCH',
  },
})
