/** The version that a run is made with when nobody says otherwise: the page's first picture needs to know of no other. */
import { SHIPPED_PROPERTIES } from './kafka-4/shipped-properties.ts'

/** Lists of a spec that say who keeps the metadata of its cluster. */
export type KeeperList = 'controllers' | 'zookeeper'

/** What a spec of a version is written with. */
export interface SpecFacts {
  readonly name: string
  /** Lines of the shipped `config/server.properties`, beside addresses and folders. */
  readonly shippedProperties: Readonly<Record<string, string>>
  readonly keepers: KeeperList
}

export const DEFAULT_VERSION = {
  name: 'kafka-4',
  shippedProperties: SHIPPED_PROPERTIES,
  keepers: 'controllers',
} as const satisfies SpecFacts
