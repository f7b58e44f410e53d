/** Counterpart in Kafka: the paths of kafka.zk.ZkData. Where a cluster that keeps its metadata in ZooKeeper has what. */

export const CONTROLLER = '/controller'
export const CONTROLLER_EPOCH = '/controller_epoch'
export const BROKER_IDS = '/brokers/ids'
export const BROKER_SEQUENCE = '/brokers/seqid'
export const TOPICS = '/brokers/topics'
export const CONFIG_CHANGES = '/config/changes'
export const DELETE_TOPICS = '/admin/delete_topics'
export const REASSIGN_PARTITIONS = '/admin/reassign_partitions'
export const PREFERRED_REPLICA_ELECTION = '/admin/preferred_replica_election'
export const ISR_CHANGES = '/isr_change_notification'
export const LOG_DIR_EVENTS = '/log_dir_event_notification'
export const PRODUCER_ID_BLOCK = '/latest_producer_id_block'
export const CLUSTER_ID = '/cluster/id'
/** Of the consumers before the Java one; nobody writes it. */
export const CONSUMERS = '/consumers'

/** What has settings of its own. */
export type ConfigEntityType = 'topics' | 'clients' | 'users' | 'brokers'

/** What every broker makes sure of when it starts, in this order, parents first. */
export const PERSISTENT_PATHS: readonly string[] = [
  CONSUMERS,
  BROKER_IDS,
  TOPICS,
  CONFIG_CHANGES,
  DELETE_TOPICS,
  BROKER_SEQUENCE,
  ISR_CHANGES,
  PRODUCER_ID_BLOCK,
  LOG_DIR_EVENTS,
  '/config/topics',
  '/config/clients',
  '/config/users',
  '/config/brokers',
]

/** Ephemeral. */
export function brokerIdPath(brokerId: number): string {
  return `${BROKER_IDS}/${brokerId}`
}

export function topicPath(topic: string): string {
  return `${TOPICS}/${topic}`
}

export function partitionsPath(topic: string): string {
  return `${topicPath(topic)}/partitions`
}

export function partitionPath(topic: string, partition: number): string {
  return `${partitionsPath(topic)}/${partition}`
}

export function partitionStatePath(topic: string, partition: number): string {
  return `${partitionPath(topic, partition)}/state`
}

/** `name` as it is sanitized: `topics/orders`, and of a user's client `users/ann/clients/app`. */
export function configPath(type: ConfigEntityType, name: string): string {
  return `/config/${type}/${name}`
}

export function deleteTopicPath(topic: string): string {
  return `${DELETE_TOPICS}/${topic}`
}

/** What sequential znodes begin with; ZooKeeper adds the number. */
export const CONFIG_CHANGE_PREFIX = `${CONFIG_CHANGES}/config_change_`
export const ISR_CHANGE_PREFIX = `${ISR_CHANGES}/isr_change_`
export const LOG_DIR_EVENT_PREFIX = `${LOG_DIR_EVENTS}/log_dir_event_`
