/**
 * Which settings of a run count for nothing, of all that its spec and its commands give: those that nothing here acts on,
 * though Kafka would, and those with which no broker would start. Whoever shows a run says so (`worker/frame-maker.ts`);
 * the terminals' tools say it themselves (`cli/own-voice.ts`).
 */
import type { World } from '../../engine/world.ts'
import type { BrokerStartSpec } from '../broker/broker-start-spec.ts'
import { brokerNode } from '../common/addresses.ts'
import { nodesOfKind } from '../common/node-kind.ts'
import type { ConfigDef } from '../profile/config-def.ts'
import { profileOf } from '../profile/registry.ts'
import { propertiesTaken } from '../profile/server-properties.ts'
import { withoutEffect } from '../profile/without-effect.ts'
import type { BrokerSpec, ClusterSpec, Command, ConfigEntries, ConsumerSpec } from './commands.ts'
import { BROKER_KIND } from './kinds/broker/brokers.ts'
import { ownProperties } from './kinds/broker/own-properties.ts'

export interface SettingsInVain {
  /** Broker, client or topic, as people call it; `server.properties` is what all brokers were given. */
  readonly of: string
  /** Kafka takes them and acts on them; here nothing does. Sorted. */
  readonly withoutEffect: readonly string[]
  /** Lines that were left out, in Kafka's own words against them. */
  readonly refused: readonly string[]
}

/** With what their properties files said when they were last started. */
function startedBrokers(world: World): Pick<BrokerSpec, 'id' | 'config'>[] {
  return nodesOfKind(world, BROKER_KIND).map(({ spec }) => {
    const { brokerId, config } = spec as BrokerStartSpec
    return { id: brokerId, config }
  })
}

/**
 * `world`, where there is one, tells what brokers were started with since their files were edited. In the order in which they were
 * given; things without any are not named.
 */
export function settingsInVain(spec: ClusterSpec, commands: readonly Command[], world?: World): SettingsInVain[] {
  const { configs, shippedProperties } = profileOf(spec.profile)
  const found = new Map<string, SettingsInVain>()
  /** What is given to one thing anew stands in place of what it had. */
  const look = (of: string, definition: ConfigDef, given: ConfigEntries, usual: ConfigEntries = {}) => {
    const row = { of, withoutEffect: withoutEffect(definition, given, usual), refused: [] }
    if (row.withoutEffect.length > 0) found.set(of, row)
    else found.delete(of)
  }
  const lookAtServer = (of: string, given: ConfigEntries, usual: ConfigEntries) => {
    look(of, configs.broker, given, { ...shippedProperties, ...usual })
    const { refused } = propertiesTaken(profileOf(spec.profile), usual, given)
    if (refused.length > 0) found.set(of, { of, withoutEffect: found.get(of)?.withoutEffect ?? [], refused })
  }
  const lookAtBroker = ({ id, config }: BrokerSpec) =>
    lookAtServer(brokerNode(id), config, { 'broker.id': String(id), ...ownProperties(id, spec) })

  /** Its group is the one it is in, whatever its settings say. */
  const lookAtConsumer = ({ name, groupId, config }: ConsumerSpec) => {
    look(name, configs.consumer, config)
    const named = config['group.id'] ?? groupId
    if (groupId === '' || named === groupId) return
    const others = found.get(name)?.withoutEffect ?? []
    found.set(name, { of: name, withoutEffect: ['group.id', ...others].sort(ascending), refused: [] })
  }

  lookAtServer('server.properties', spec.config, ownProperties(spec.brokers[0]?.id ?? 1, spec))
  spec.brokers.forEach(lookAtBroker)
  for (const { name, config } of spec.topics) look(name, configs.topic, config)
  for (const { name, config } of spec.producers) look(name, configs.producer, config)
  spec.consumers.forEach(lookAtConsumer)
  for (const command of commands) {
    switch (command.type) {
      case 'AddBroker':
        lookAtBroker(command.broker)
        break
      case 'AddProducer':
      case 'ConfigureProducer':
        look(command.producer.name, configs.producer, command.producer.config)
        break
      case 'AddConsumer':
      case 'ConfigureConsumer':
        lookAtConsumer(command.consumer)
        break
      case 'CreateTopic':
        look(command.topic.name, configs.topic, command.topic.config)
        break
      case 'AlterTopicConfig':
        look(command.topic, configs.topic, valuesOf(command.config))
        break
      default:
    }
  }
  if (world !== undefined && commands.some(({ type }) => type === 'StartNode')) {
    for (const { id, config } of startedBrokers(world)) {
      const lines = Object.entries(config).filter(([name, value]) => spec.config[name] !== value)
      lookAtServer(brokerNode(id), Object.fromEntries(lines), { ...ownProperties(id, spec), ...spec.config })
    }
  }
  return [...found.values()]
}

function ascending(a: string, b: string): number {
  return a < b ? -1 : 1
}

function valuesOf(config: Readonly<Record<string, string | null>>): ConfigEntries {
  return Object.fromEntries(
    Object.entries(config).flatMap(([name, value]) => (value === null ? [] : [[name, value] as const])),
  )
}
