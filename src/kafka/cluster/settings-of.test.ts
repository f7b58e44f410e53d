import { expect, test } from 'vitest'
import { DEFAULT_PROFILE, profileOf } from '../profile/registry.ts'
import { settingsOfProfile } from './settings-of.ts'

test('what a page needs of a setting: default, what may stand there, and whether anything acts on it', () => {
  const { topic, broker, producer, consumer } = settingsOfProfile(profileOf(DEFAULT_PROFILE))
  expect(topic['segment.bytes']).toEqual({
    defaultValue: '1073741824',
    hasEffect: true,
    min: 1_048_576,
    max: 2_147_483_647,
  })
  expect(topic['flush.ms']).toMatchObject({ hasEffect: false })
  expect(broker['num.io.threads']).toMatchObject({ defaultValue: '8', hasEffect: false, min: 1 })
  expect(producer.acks).toMatchObject({ choices: ['all', '-1', '0', '1'] })
  expect(producer['enable.idempotence']).toMatchObject({ choices: ['true', 'false'] })
  const strategy = consumer['partition.assignment.strategy']!
  expect(strategy.choices?.[0]).toBe(strategy.defaultValue)
  expect(strategy.choices).toContain('org.apache.kafka.clients.consumer.CooperativeStickyAssignor')
})
