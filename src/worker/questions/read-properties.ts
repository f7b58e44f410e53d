/** A properties file as it is now, and what is to be said of it, or of what somebody is making of it. */
import { type LintedFile, lintProperties, type PropertyNote } from '../../cli/lint-properties.ts'
import { parseProperties } from '../../cli/properties.ts'
import { serverPropertiesText } from '../../cli/server-properties-text.ts'
import { CONFIG_FOLDER, filesAsWritten, propertiesGiven } from '../../cli/workstation-files.ts'
import { WORKSTATION_NODE, type WorkstationSpec, type WorkstationState } from '../../cli/workstation-state.ts'
import { nodeOf } from '../../engine/processes.ts'
import type { World } from '../../engine/world.ts'
import type { BrokerStartSpec } from '../../kafka/broker/broker-start-spec.ts'
import { parseConsumerConfig } from '../../kafka/clients/consumer/consumer-config.ts'
import { parseProducerConfig } from '../../kafka/clients/producer/producer-config.ts'
import type { ClusterSpec, ConfigEntries } from '../../kafka/cluster/commands.ts'
import { startFailureOf } from '../../kafka/cluster/kinds/broker/broker-rows.ts'
import { ownProperties } from '../../kafka/cluster/kinds/broker/own-properties.ts'
import { profileOfCluster } from '../../kafka/cluster/profile-of-cluster.ts'
import { kindOf } from '../../kafka/common/node-kind.ts'
import type { Profile } from '../../kafka/profile/profile.ts'
import { profileOf } from '../../kafka/profile/registry.ts'
import { refuseProperties } from '../../kafka/profile/server-properties.ts'
import type { QuickQuestion } from './question.ts'

interface ReadProperties {
  readonly type: 'readProperties'
  /**
   * The file of a broker of this run, or of every broker of a cluster that is about to be made, and how it then lies in
   * `made`; or a client's settings.
   */
  readonly of:
    | { readonly kind: 'broker'; readonly node: string }
    | { readonly kind: 'newCluster'; readonly spec: ClusterSpec; readonly made?: ClusterSpec }
    | { readonly kind: 'producer' | 'consumer'; readonly config: ConfigEntries }
  /** Null: as the file is. */
  readonly text: string | null
}

export interface PropertiesRead {
  readonly type: 'properties'
  /** Absolute; null where there is no such file. */
  readonly path: string | null
  readonly text: string
  /** As it lay there when the run began. */
  readonly original: string
  readonly notes: readonly PropertyNote[]
  /** Keys and values of the text that was asked about. */
  readonly entries: ConfigEntries
  /** Of a cluster that is about to be made, by path. */
  readonly files?: Readonly<Record<string, string>>
  /** The newest lines of `logs/server.log` that are the broker's. */
  readonly log: string
  /** What its last process died of before it began, while none runs. */
  readonly failure: string | null
}

export const readProperties: QuickQuestion<ReadProperties, PropertiesRead> = {
  answer: ({ timeline }, { of, text }) => {
    switch (of.kind) {
      case 'broker':
        return ofBroker(timeline.world, of.node, text)
      case 'newCluster':
        return { ...ofNewCluster(of.spec, text), ...filesIn(of, text) }
      default:
        return ofClient(profileOf(profileOfCluster(timeline.world)), of.kind, of.config, text)
    }
  },
}

const SHOWN_LOG_LINES = 12
const NO_PROCESS = { log: '', failure: null }

function ofBroker(world: World, id: string, draft: string | null): PropertiesRead {
  const node = nodeOf(world, id)
  const spec = node.spec as BrokerStartSpec
  const workstation = nodeOf(world, WORKSTATION_NODE)
  const laid = (workstation.spec as WorkstationSpec).files
  const { files } = (workstation.state as WorkstationState).disk
  const own = `${CONFIG_FOLDER}/${id}.properties`
  const shipped = `${CONFIG_FOLDER}/server.properties`
  const path = files.get(own) === laid[own] && laid[shipped] === laid[own] && files.has(shipped) ? shipped : own
  const given = { ...ownProperties(spec.brokerId, spec), ...spec.config }
  const fresh = laid[own] ?? serverPropertiesText(profileOf(spec.profile), given)
  const text = draft ?? files.get(path) ?? fresh
  const { withProperties, serverLogOf } = kindOf(world, node)
  const refuse: LintedFile['refuse'] = (entries) => {
    // Of a directory that was never formatted the file does not speak.
    const { unformatted: _, ...formatted } = spec
    const start = withProperties?.(formatted, entries, world)
    if (start === undefined) return null
    if ('refusal' in start) return { kind: 'decided', words: start.refusal }
    return start.failure === undefined ? null : { kind: 'refused', words: start.failure }
  }
  const lines = (serverLogOf?.(node) ?? [])
    .map((each) => each.text)
    .join('')
    .trimEnd()
    .split('\n')
  return {
    ...linted(text, serverFile(profileOf(spec.profile), ownProperties(spec.brokerId, spec), refuse)),
    path,
    original: fresh,
    log: lines.slice(-SHOWN_LOG_LINES).join('\n'),
    failure: startFailureOf(node) ?? null,
  }
}

function ofNewCluster(spec: ClusterSpec, draft: string | null): PropertiesRead {
  const profile = profileOf(spec.profile)
  const first = spec.brokers[0]?.id ?? 1
  const original = serverPropertiesText(profile, propertiesGiven(spec, first))
  const own = ownProperties(first, spec)
  const refuse: LintedFile['refuse'] = (entries) => {
    const refused = refuseProperties(profile, entries)
    return refused === null ? null : { kind: 'refused', words: `${refused.class}: ${refused.message}` }
  }
  return {
    ...linted(draft ?? original, serverFile(profile, own, refuse)),
    path: `${CONFIG_FOLDER}/server.properties`,
    original,
    ...NO_PROCESS,
  }
}

function filesIn(
  { spec, made }: Extract<ReadProperties['of'], { readonly kind: 'newCluster' }>,
  text: string | null,
): Pick<PropertiesRead, 'files'> {
  return made === undefined || text === null ? {} : { files: filesAsWritten(text, spec, made) }
}

function ofClient(
  profile: Profile,
  kind: 'producer' | 'consumer',
  config: ConfigEntries,
  draft: string | null,
): PropertiesRead {
  const original = Object.entries(config)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('')
  const refuse: LintedFile['refuse'] = (entries) => {
    const made = kind === 'producer' ? parseProducerConfig(entries, profile) : parseConsumerConfig(entries, profile)
    return 'error' in made ? { kind: 'refused', words: `${made.error.class}: ${made.error.message}` } : null
  }
  const file: LintedFile = { definition: profile.configs[kind], usual: {}, refuse }
  return { ...linted(draft ?? original, file), path: null, original, ...NO_PROCESS }
}

/** Prefixed settings of listeners, and what Kafka's own plugins take. */
const OTHER_SERVER_SETTINGS = /^(?:listener\.name\.|sasl\.|ssl\.|metrics\.|config\.providers)/

function serverFile(
  { configs, shippedProperties }: Profile,
  own: ConfigEntries,
  refuse: LintedFile['refuse'],
): LintedFile {
  // Who it is and where it listens is looked at with the whole.
  const whole = Object.keys({ ...own, 'inter.broker.listener.name': '', 'security.inter.broker.protocol': '' })
  const definition = new Map(
    [...configs.broker].map(([name, key]) => [name, whole.includes(name) ? { ...key, hasEffect: true } : key]),
  )
  return { definition, others: OTHER_SERVER_SETTINGS, usual: { ...shippedProperties, ...own }, refuse }
}

function linted(text: string, file: LintedFile): Pick<PropertiesRead, 'type' | 'text' | 'notes' | 'entries'> {
  const entries = Object.fromEntries(parseProperties(text))
  return { type: 'properties', text, notes: lintProperties(text, file), entries }
}
