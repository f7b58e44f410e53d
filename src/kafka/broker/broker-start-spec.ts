import type { FormattedNode } from '../common/log-directory.ts'
import type { StartFailure } from './server-log.ts'

/** What a broker process is started with; structurally the `BrokerNodeSpec` of `cluster.ts`. */
export interface BrokerStartSpec extends FormattedNode {
  /** Name of a Kafka version in `profile/registry.ts`. */
  readonly profile: string
  readonly brokerId: number
  readonly rack: string | null
  /** server.properties; what is not named has its default. */
  readonly config: Readonly<Record<string, string>>
  readonly controllers: readonly number[]
  /** ZooKeeper servers of the ensemble that keeps the metadata, where one does. */
  readonly zookeeper?: readonly number[]
  readonly host: string
  readonly port: number
  /** What a process dies of that is started with what its properties file says now. */
  readonly refused?: StartFailure
  /** The cluster was made without it: no properties file was laid for it. */
  readonly addedLater?: true
}
