/** What a Kafka version knows of its settings, as plain data for the page's editors. */
import type { World } from '../../engine/world.ts'
import { isOwnClass, OWN_PARTITIONERS } from '../clients/core/own-classes.ts'
import { classOfFormat, FORMAT_NAMES, STRING } from '../common/serialization.ts'
import type { ConfigDef, ConfigKey, ConfigType } from '../profile/config-def.ts'
import type { Profile } from '../profile/profile.ts'
import { profileOf } from '../profile/registry.ts'
import { profileOfCluster } from './profile-of-cluster.ts'

export interface KnownSetting {
  /** As Kafka prints it; empty where there is no value unless one is given. */
  readonly defaultValue: string
  /** Something here acts on it. */
  readonly hasEffect: boolean
  /** What may stand there, where it is one of few; absent for others. */
  readonly choices?: readonly string[]
  /** The range of a whole number, as far as a page can count; absent for others. */
  readonly min?: number
  readonly max?: number
}

export type SettingScope = 'topic' | 'broker' | 'producer' | 'consumer'
export type KnownSettings = Readonly<Record<SettingScope, Readonly<Record<string, KnownSetting>>>>

/** Of the version that the run's processes are of. */
export function settingsOf(world: World): KnownSettings {
  return settingsOfProfile(profileOf(profileOfCluster(world)))
}

export function settingsOfProfile({ clientClasses, configs, rules }: Profile): KnownSettings {
  const consumer = known(configs.consumer)
  const strategy = consumer['partition.assignment.strategy']
  if (strategy !== undefined) {
    const choices = [...new Set([strategy.defaultValue, ...Object.keys(rules.client.assignors)])]
    consumer['partition.assignment.strategy'] = { ...strategy, choices }
  }
  const producer = known(configs.producer)
  const partitioner = producer['partitioner.class']
  if (partitioner !== undefined) {
    const names = [partitioner.defaultValue, ...Object.keys(rules.client.partitioners), ...OWN_PARTITIONERS]
    producer['partitioner.class'] = { ...partitioner, choices: [...new Set(names)] }
  }
  offerSerdes(producer, 'Serializer', clientClasses)
  offerSerdes(consumer, 'Deserializer', clientClasses)
  return { topic: known(configs.topic), broker: known(configs.broker), producer, consumer }
}

/** Kafka has no default for these: it is the application's, which writes and reads text where it is told nothing. */
function offerSerdes(
  settings: Record<string, KnownSetting>,
  kind: 'Serializer' | 'Deserializer',
  classes: ReadonlySet<string>,
): void {
  const names = FORMAT_NAMES.map((format) => classOfFormat(format, kind))
  const choices = names.filter((name) => classes.has(name) || isOwnClass(name))
  for (const part of ['key', 'value']) {
    const name = `${part}.${kind.toLowerCase()}`
    const setting = settings[name]
    if (setting !== undefined) settings[name] = { ...setting, defaultValue: classOfFormat(STRING, kind), choices }
  }
}

function known(definition: ConfigDef): Record<string, KnownSetting> {
  return Object.fromEntries([...definition.values()].map((key) => [key.name, knownSetting(key)]))
}

function knownSetting(key: ConfigKey): KnownSetting {
  const { type, validator } = key
  const defaultValue = key.defaultValue ?? ''
  const fact = { defaultValue, hasEffect: key.hasEffect }
  if (type === 'BOOLEAN') return { ...fact, choices: ['true', 'false'] }
  if (validator?.kind === 'in') return { ...fact, choices: validator.values }
  const range = RANGES[type]
  if (range === undefined) return fact
  const [min, max] = range
  if (validator?.kind === 'atLeast') return { ...fact, min: validator.min, max }
  if (validator?.kind === 'between') return { ...fact, min: validator.min, max: Math.min(validator.max, max) }
  return { ...fact, min, max }
}

const RANGES: Partial<Record<ConfigType, readonly [number, number]>> = {
  SHORT: [-32_768, 32_767],
  INT: [-2_147_483_648, 2_147_483_647],
  LONG: [-Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
}
