/** What a broker makes of its properties file when it starts. */
import type { BrokerStartSpec } from '../../../broker/broker-state.ts'
import { brokerNode } from '../../../common/addresses.ts'
import type { StartSpec } from '../../../common/node-kind.ts'
import { profileOf } from '../../../profile/registry.ts'
import { refuseProperty } from '../../../profile/server-properties.ts'
import { withoutEffect } from '../../../profile/without-effect.ts'
import type { ConfigEntries } from '../../commands.ts'
import { ownProperties } from './own-properties.ts'

/** Lines that are as they were are taken as they were; one that is new must be one that counts. */
export function brokerWithProperties(before: unknown, properties: ConfigEntries): StartSpec {
  const spec = before as BrokerStartSpec
  const own: ConfigEntries = { ...ownProperties(spec.brokerId, spec), ...pick(spec.config, spec) }
  const refusal = refuseOwn(spec, own, properties) ?? refuseChanged(spec, own, properties)
  if (refusal !== null) return { refusal }
  const given = Object.entries(properties).filter(([name]) => !(name in own) || name in spec.config)
  const config: ConfigEntries = Object.freeze(Object.fromEntries(given))
  return { spec: sameEntries(config, spec.config) ? spec : Object.freeze({ ...spec, config }) }
}

/** Of the lines that a run decides, those that its spec has given all the same. */
function pick(config: ConfigEntries, spec: BrokerStartSpec): ConfigEntries {
  const own = ownProperties(spec.brokerId, spec)
  return Object.fromEntries(Object.entries(config).filter(([name]) => name in own))
}

function refuseOwn({ brokerId }: BrokerStartSpec, own: ConfigEntries, properties: ConfigEntries): string | null {
  const moved = Object.keys(own).find((name) => properties[name] !== own[name])
  if (moved === undefined) return null
  return `Who ${brokerNode(brokerId)} is and where it listens cannot be changed here: its properties file has to say ${moved}=${own[moved]}.`
}

function refuseChanged(spec: BrokerStartSpec, own: ConfigEntries, properties: ConfigEntries): string | null {
  const profile = profileOf(spec.profile)
  const changed = Object.fromEntries(
    Object.entries(properties).filter(([name, value]) => !(name in own) && spec.config[name] !== value),
  )
  for (const [name, value] of Object.entries(changed)) {
    const error = refuseProperty(profile, name, value)
    if (error !== null) return error
  }
  const idle = withoutEffect(profile.configs.broker, changed, profile.shippedProperties)
  if (idle.length === 0) return null
  return `In the properties file of ${brokerNode(spec.brokerId)} stands what has no effect here, though real Kafka would act on it: ${idle.join(', ')}.`
}

function sameEntries(a: ConfigEntries, b: ConfigEntries): boolean {
  const names = Object.keys(a)
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name])
}
