/** What calls on a consumer throw at once. Counterpart in Kafka: ClassicKafkaConsumer and SubscriptionState. */
import { clientError } from '../core/client-error.ts'

export const NO_GROUP_ID = clientError(
  'InvalidGroupIdException',
  'To use the group management or offset commit APIs, you must provide a valid group.id in the consumer configuration.',
)
export const NO_ASSIGNORS = clientError(
  'IllegalStateException',
  'Must configure at least one partition assigner class name to partition.assignment.strategy configuration property',
)
export const EXCLUSIVE = clientError(
  'IllegalStateException',
  'Subscription to topics, partitions and pattern are mutually exclusive',
)

export const NAMELESS_TOPIC = clientError(
  'IllegalArgumentException',
  'Topic collection to subscribe to cannot contain null or empty topic',
)
export const NAMELESS_PARTITION = clientError(
  'IllegalArgumentException',
  'Topic partitions to assign to cannot have null or empty topic',
)
