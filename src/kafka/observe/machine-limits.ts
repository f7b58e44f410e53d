/** What a broker's machine is held to, in its row. */

export interface PageCacheImage {
  readonly limitBytes: number
  readonly usedBytes: number
  readonly hits: number
  readonly misses: number
}

/** Of throttled replicas (KIP-73), in bytes a second. */
export interface ReplicationThrottle {
  /** The smaller of the rates for what is sent and for what is taken. */
  readonly limit: number
  /** As Kafka measures them, over eleven seconds. */
  readonly sentPerSecond: number
  readonly takenPerSecond: number
}
