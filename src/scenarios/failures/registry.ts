/** Every failure story by its id: a new one is a file here, a row, and its words in both languages. */

import { acksOneLoses } from './acks-one-loses.ts'
import { aloneInTheIsr } from './alone-in-the-isr.ts'
import { belowMinIsr } from './below-min-isr.ts'
import { brokerCrash } from './broker-crash.ts'
import { clockAhead } from './clock-ahead.ts'
import { compactionSurprises } from './compaction-surprises.ts'
import { controllerCrash } from './controller-crash.ts'
import { crashBeforeCommit } from './crash-before-commit.ts'
import { emptyTopic } from './empty-topic.ts'
import type { FailureId } from './failure-ids.ts'
import type { FailureStory } from './failure-story.ts'
import { hangingTransaction } from './hanging-transaction.ts'
import { hotKey } from './hot-key.ts'
import { idleConsumer } from './idle-consumer.ts'
import { internalTopic } from './internal-topic.ts'
import { lostAnswer } from './lost-answer.ts'
import { misspeltTopic } from './misspelt-topic.ts'
import { newBrokerEmpty } from './new-broker-empty.ts'
import { offsetsExpired } from './offsets-expired.ts'
import { orderFlip } from './order-flip.ts'
import { partitionsAdded } from './partitions-added.ts'
import { pollTooSlow } from './poll-too-slow.ts'
import { rebalanceCost } from './rebalance-cost.ts'
import { seesNothing } from './sees-nothing.ts'
import { slowFollower } from './slow-follower.ts'
import { stickyLooksUnfair } from './sticky-looks-unfair.ts'
import { uncleanElection } from './unclean-election.ts'
import { zombieConsumer } from './zombie-consumer.ts'
import { zombieLeader } from './zombie-leader.ts'
import { zombieProducer } from './zombie-producer.ts'

export const FAILURES: Readonly<Record<FailureId, FailureStory>> = {
  acksOneLoses,
  aloneInTheIsr,
  belowMinIsr,
  uncleanElection,
  slowFollower,
  brokerCrash,
  controllerCrash,
  hotKey,
  partitionsAdded,
  idleConsumer,
  crashBeforeCommit,
  pollTooSlow,
  rebalanceCost,
  zombieConsumer,
  zombieProducer,
  hangingTransaction,
  orderFlip,
  lostAnswer,
  emptyTopic,
  seesNothing,
  offsetsExpired,
  internalTopic,
  misspeltTopic,
  newBrokerEmpty,
  clockAhead,
  compactionSurprises,
  zombieLeader,
  stickyLooksUnfair,
}
