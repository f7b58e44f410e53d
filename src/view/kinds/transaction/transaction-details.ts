/** Transactional ids in words, as their coordinators have them. */
import type { Translate } from '../../../i18n/index.ts'
import { brokerNode } from '../../../kafka/common/addresses.ts'
import { COORDINATOR_TOPICS } from '../../../kafka/common/internal-topics.ts'
import type { ClusterImage, TransactionImage } from '../../../kafka/observe/cluster-image.ts'
import { wordFor } from '../../parts/word-for.ts'
import { brokerSelection } from '../broker/broker-selection.ts'
import { idOrNone, listOr, waitFact } from '../facts.ts'
import type { Fact, Inspection, KindDetails } from '../kind-view.ts'
import { transactionalIdOf } from '../producer/TransactionLine.tsx'
import { transactionLegend } from './transaction-legend.ts'

export const transactionDetails: KindDetails = {
  words: (t) => ({ kind: t('transaction.kind'), about: t('transaction.about') }),
  inspect: ({ id }, { image, atUs }, t) => inspectTransaction(id, image, atUs, t),
  actions: (id, image) =>
    producersOf(id, image).flatMap(({ name, transaction }) =>
      transaction?.state === 'IN_TRANSACTION' ? endActions(name) : [],
    ),
  legend: transactionLegend,
  concerns: (happening, id) => 'transactionalId' in happening && happening.transactionalId === id,
  subjectOf: (happening) => ('transactionalId' in happening ? happening.transactionalId : null),
}

/** What can be done to a producer that has a transaction open. */
export function endActions(producer: string) {
  return [
    {
      label: 'transaction.action.commit',
      command: { type: 'EndTransaction', producer, committed: true },
    },
    {
      label: 'transaction.action.abort',
      command: { type: 'EndTransaction', producer, committed: false },
      danger: true,
    },
  ] as const
}

function producersOf(id: string, image: ClusterImage) {
  return [...image.producers.values()].filter((producer) => transactionalIdOf(producer) === id)
}

function inspectTransaction(id: string, image: ClusterImage, atUs: number, t: Translate): Inspection | null {
  const transaction = image.transactions.get(id)
  if (transaction === undefined) return null
  const { producerId, producerEpoch, coordinator } = transaction
  return {
    title: id,
    facts: [
      ...coordinatorFacts(transaction, atUs, t),
      { label: t('inspector.fact.producerId'), value: idOrNone(producerId, t) },
      { label: t('inspector.fact.producerEpoch'), value: idOrNone(producerEpoch, t) },
      { label: t('transaction.fact.timeoutMs'), value: String(transaction.timeoutMs) },
    ],
    related: [
      ...producersOf(id, image).map(({ name }) => ({ label: name, selection: { kind: 'producer', id: name } })),
      { label: brokerNode(coordinator), selection: brokerSelection(coordinator) },
      ...transaction.topicPartitions
        .filter((name) => image.partitions.has(name))
        .map((name) => ({ label: name, selection: { kind: 'partition', id: name } })),
    ],
  }
}

/** How far a transaction is, as its coordinator has written it down, and where. */
export function coordinatorFacts(transaction: TransactionImage, atUs: number, t: Translate): readonly Fact[] {
  const { state, coordinator, statePartition, topicPartitions, unconfirmed, timeout } = transaction
  const open = state === 'Ongoing' || state.startsWith('Prepare')
  return [
    {
      label: t('transaction.fact.coordinator'),
      value: wordFor(t, `transaction.state.${state}`) ?? state,
      ...(open ? { tone: 'warn' as const } : {}),
    },
    ...waitFact(['transaction.fact.timeout', 'transaction.wait.timeout'], timeout, atUs, t),
    { label: t('inspector.fact.coordinator'), value: brokerNode(coordinator) },
    { label: t('transaction.fact.home'), value: `${COORDINATOR_TOPICS.transaction}-${statePartition}` },
    ...(open ? [{ label: t('transaction.fact.partitions'), value: listOr(topicPartitions, t) }] : []),
    ...(unconfirmed.length > 0
      ? [{ label: t('transaction.fact.unconfirmed'), value: listOr(unconfirmed, t), tone: 'warn' as const }]
      : []),
  ]
}
