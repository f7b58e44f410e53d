/**
 * A timer that decides something: since when it runs and when it ends unless something comes in between, simulated
 * microseconds. Rows tell of one only once it is worth watching (`image/waits.ts` says from when on), null before.
 */
export interface Wait {
  readonly sinceUs: number
  readonly untilUs: number
}

export interface BrokerSession extends Wait {
  /** An active controller fences the broker when it ends; ZooKeeper takes its znode away. */
  readonly with: 'controller' | 'zookeeper'
}
