import type { BrokerLayers } from '../kafka/profile/effective-config.ts'
import { DEFAULT_PROFILE, profileOf } from '../kafka/profile/registry.ts'

/** A broker whose server.properties is empty. */
export const BROKER_THAT_SETS_NOTHING: BrokerLayers = Object.freeze({
  dynamicBroker: {},
  dynamicDefault: {},
  static: {},
  profile: profileOf(DEFAULT_PROFILE),
})
