// Every version there is, held against what its own data says of itself.

import '../../testing/ahead/kafka-2.5.ts'

import { describe, expect, test } from 'vitest'
import { parseConfigValue } from './config-def.ts'
import { profileNames, profileOf, refuseProfile } from './registry.ts'

describe.each(profileNames())('%s', (name) => {
  const { apis, configs, featureLevels, features, metadataVersions } = profileOf(name)
  const { topic, broker, group, producer, consumer, admin } = configs

  test.each(Object.entries({ topic, broker, group, producer, consumer, admin }))(
    'every default of a %s config is a value that its own check takes',
    (_, definition) => {
      for (const key of definition.values()) {
        if (key.defaultValue !== null)
          expect([key.name, parseConfigValue(key, key.defaultValue).error]).toEqual([key.name, null])
      }
    },
  )

  test('what stands behind a setting is a setting', () => {
    for (const [name, synonyms] of configs.topicSynonyms) {
      expect(topic.has(name)).toBe(true)
      for (const synonym of synonyms) expect(broker.has(synonym.name)).toBe(true)
    }
    for (const { brokerConfig } of group.values())
      if (brokerConfig !== null) expect(broker.has(brokerConfig)).toBe(true)
    for (const bound of configs.groupBounds.flatMap(([, min, max]) => [min ?? max, max]))
      expect(broker.has(bound)).toBe(true)
    for (const dynamic of configs.perBroker) expect(configs.dynamicBroker.has(dynamic)).toBe(true)
  })

  test('levels of metadata.version have no gap, and a new cluster has a level that there is', () => {
    const levels = [...metadataVersions.keys()]
    expect(levels).toEqual(levels.map((_, index) => (levels[0] ?? 0) + index))
    const supported = features.get('metadata.version')
    expect(supported?.min).toBe(levels[0])
    // Before KRaft there are none.
    expect(metadataVersions.has(supported?.max ?? -1)).toBe(features.size > 0)
    for (const { min, max, initial } of features.values()) expect(initial >= min && initial <= max).toBe(true)
    for (const [name, since] of featureLevels) {
      expect(since).toHaveLength(features.get(name)?.max ?? -1)
      for (const level of since) expect(metadataVersions.has(level)).toBe(true)
    }
  })

  test('APIs stand by key, each with a version at least', () => {
    const keys = apis.map((api) => api.key)
    expect(keys).toEqual([...new Set(keys)].sort((a, b) => a - b))
    for (const { min, max } of apis) expect(min <= max).toBe(true)
  })
})

test('a version there is not is refused in words that name those there are', () => {
  expect(refuseProfile('kafka-0.8')).toMatch(/^there is no profile 'kafka-0\.8'; there is: kafka-4\b/)
  expect(() => profileOf('kafka-0.8')).toThrow('there is: kafka-4')
})
