export type ConfigResourceType = 'topic' | 'broker' | 'broker-logger' | 'client-metrics' | 'group'

export interface ConfigResource {
  readonly type: ConfigResourceType
  /** Empty for the cluster-wide broker default. */
  readonly name: string
}
