/** The errands there are, a row each: what they are about, and who does them. */
import { alterConfigs, type ConfigsToAlter } from './alter-configs.ts'
import { type Preparation, prepare } from './bring-up.ts'
import { type ConfigChanges, readConfigChanges } from './config-changes.ts'
import { type ControlledShutdown, findController } from './controlled-shutdown.ts'
import { type RolesToTake, takeRoles } from './controller-pushes.ts'
import { createPartitions, type PartitionsToCreate } from './create-partitions.ts'
import { createTopics, placeTopic, type TopicsToCreate, type TopicToPlace } from './create-topics.ts'
import { deleteTopics, type TopicsToDelete } from './delete-topics.ts'
import { type ConfigsToDescribe, describeConfigs } from './describe-configs.ts'
import type { ErrandRun } from './errands.ts'
import { announceIsrs, type IsrAnnouncement, type IsrChange, writeIsr } from './isr-znodes.ts'
import { announceFailure, type FailureAnnouncement } from './log-dir-events.ts'
import { type ProducerIdReservation, reserveProducerIds } from './producer-id-blocks.ts'
import { type Registration, registerBroker } from './registration.ts'

export type Work =
  | Preparation
  | Registration
  | RolesToTake
  | IsrChange
  | IsrAnnouncement
  | FailureAnnouncement
  | ConfigChanges
  | ProducerIdReservation
  | ControlledShutdown
  | TopicToPlace
  | TopicsToCreate
  | TopicsToDelete
  | PartitionsToCreate
  | ConfigsToAlter
  | ConfigsToDescribe

export type Works = {
  readonly [Type in Work['type']]: (work: Extract<Work, { readonly type: Type }>, run: ErrandRun) => void
}

export const WORKS: Works = {
  prepare,
  register: registerBroker,
  takeRoles,
  writeIsr,
  announceIsrs,
  announceFailure,
  readConfigChanges,
  reserveProducerIds,
  findController,
  placeTopic,
  createTopics,
  deleteTopics,
  createPartitions,
  alterConfigs,
  describeConfigs,
}
