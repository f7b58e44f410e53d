/** What a client needs to know of a request when its answer comes. */
import type { TopicPartition } from '../../common/topic-partition.ts'

export type ProducerTag =
  | { readonly purpose: 'produce'; readonly leaderId: number; readonly batchIds: readonly number[] }
  | { readonly purpose: 'initProducerId' }
  /** What the transaction manager has in flight; there is only one. */
  | { readonly purpose: 'transactional' }
  /** Opens a connection by which something will be sent that has no answer. */
  | { readonly purpose: 'connect' }

export type ConsumerTag =
  | { readonly purpose: 'findCoordinator' }
  | {
      readonly purpose: 'joinGroup' | 'syncGroup' | 'heartbeat'
      readonly memberId: string
      readonly generationId: number
    }
  /** As Java prints the generation that it was sent with. */
  | { readonly purpose: 'leaveGroup'; readonly generation: string }
  | {
      readonly purpose: 'offsetCommit'
      readonly callId: number
      readonly memberId: string
      readonly generationId: number
    }
  | { readonly purpose: 'offsetFetch'; readonly callId: number }
  | { readonly purpose: 'listOffsets'; readonly callId: number; readonly partitions: readonly TopicPartition[] }
  | { readonly purpose: 'fetch'; readonly brokerId: number }

export type ClientTag = { readonly purpose: 'metadata'; readonly partial: boolean } | ProducerTag | ConsumerTag
