// What is said to be modelled has somebody who reads it, and what is read is said to be modelled.

import '../../testing/ahead/kafka-2.5.ts'

import { expect, test } from 'vitest'
import { readSources, type SourceFile } from '../../testing/tidy/source-file.ts'
import { type ConfigScope, MODELLED } from './modelled.ts'
import { profileNames, profileOf } from './registry.ts'

const versions = profileNames().map(profileOf)
const sources = readSources('src').filter(
  ({ path, isTest }) => !isTest && /^src\/(kafka\/(?!profile\/)|cli\/)|profile\/without-effect\.ts$/.test(path),
)

/** Who reads settings of a scope by their names. */
const READERS: Readonly<Record<ConfigScope, RegExp>> = {
  // Not the tools: what only they look at in a file a broker of the run does not obey.
  broker: /^src\/kafka\/(broker|controller|group)\//,
  topic: /^src\/kafka\/(log|controller|broker)\//,
  group: /^src\/kafka\/(group|coordinator|broker)\//,
  producer: /^src\/(kafka\/(clients|java-clients|profile)|cli\/tools)\//,
  consumer: /^src\/(kafka\/(clients|java-clients|profile)|cli\/tools)\//,
  admin: /^src\/(kafka\/(clients|profile)|cli)\//,
}

function readersOf(scope: ConfigScope, name: string): SourceFile[] {
  return sources.filter(({ path, text }) => READERS[scope].test(path) && text.includes(`'${name}'`))
}

/** A topic's settings are read for brokers' defaults too. */
const behindTopics = new Map(
  versions
    .flatMap((version) => [...version.configs.topicSynonyms])
    .flatMap(([topic, synonyms]) => synonyms.map(({ name }) => [name, topic] as const)),
)
/** What a version reads under a name that its rules give. */
const namedByRules = JSON.stringify(versions.map(({ rules }) => rules.log))
const isNamedByRules = (name: string) => namedByRules.includes(`"${name}"`)

const rows = (Object.entries(MODELLED) as [ConfigScope, ReadonlySet<string>][]).flatMap(([scope, names]) =>
  [...names].map((name) => [scope, name] as const),
)

test.each(rows)('%s config %s is a setting that something acts on', (scope, name) => {
  expect(versions.some((version) => version.configs[scope].has(name))).toBe(true)
  const topic = behindTopics.get(name)
  const isRule = isNamedByRules(name) || (topic !== undefined && isNamedByRules(topic))
  const readers =
    scope === 'broker' && topic !== undefined && MODELLED.topic.has(topic)
      ? readersOf('topic', topic)
      : readersOf(scope, name)
  expect(isRule || readers.length > 0).toBe(true)
})

/** Parsed settings whose fields nobody looks at are no readers. */
test.each([
  ['src/kafka/broker/broker-config.ts', 'BrokerConfig'],
  ['src/kafka/log/log-config.ts', 'LogConfig'],
  ['src/kafka/clients/producer/producer-config.ts', 'ProducerConfig'],
  ['src/kafka/clients/consumer/consumer-config.ts', 'ConsumerConfig'],
])('every field of %s is looked at', (path, type) => {
  const file = sources.find((source) => source.path === path)
  const body = new RegExp(`export interface ${type} \\{(.*?)\\n\\}`, 's').exec(file?.text ?? '')?.[1] ?? ''
  const fields = [...body.matchAll(/readonly (\w+):/g)].map((match) => match[1] ?? '')
  expect(fields.length).toBeGreaterThan(10)
  const others = sources.filter((source) => source.path !== path)
  const unread = fields.filter((field) => !others.some(({ text }) => new RegExp(`\\b${field}\\b`).test(text)))
  expect(unread).toEqual([])
})

/** Whoever looks into what a client was given, past its parser, acts on that too. */
test('what is read of the settings that clients were given is said to be modelled', () => {
  const given = /\bconfig\[?\.?\['([a-z.]+\.[a-z.]+)'\]/g
  const read = sources
    .filter(({ path }) => /^src\/(kafka\/(clients|java-clients)|cli\/tools)\//.test(path))
    .flatMap(({ text }) => [...text.matchAll(given)].map((match) => match[1] ?? ''))
  // A buffer of a socket is named only to be passed over where a tool sets it itself.
  const unread = read.filter((name) => name !== 'send.buffer.bytes')
  expect(unread.filter((name) => !MODELLED.producer.has(name) && !MODELLED.consumer.has(name))).toEqual([])
  expect(unread).toContain('enable.metrics.push')
})

/** Only what a parser of settings names is meant: other code may mention a setting to show it. */
test('what the parsers read is said to be modelled', () => {
  const read = (path: string, pattern: RegExp) =>
    [...(sources.find((source) => source.path === path)?.text ?? '').matchAll(pattern)].map((match) => match[1] ?? '')
  const broker = read('src/kafka/broker/broker-config.ts', /(?:number|interval|boolean)\('([a-z.]+)'\)/g)
  expect(broker.filter((name) => !MODELLED.broker.has(name))).toEqual([])
  const topic = read('src/kafka/log/log-config.ts', /(?:number\(|overrides, )'([a-z.]+)'/g)
  expect(topic.filter((name) => !MODELLED.topic.has(name))).toEqual([])
  expect(broker.length > 20 && topic.length > 10).toBe(true)
})
