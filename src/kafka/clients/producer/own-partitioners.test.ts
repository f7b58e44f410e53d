// Partitioners that an application brings along, in clients of both eras.

import { beforeAll, describe, expect, test } from 'vitest'
import { LIKE_2_5 } from '../../../testing/ahead/kafka-2.5.ts'
import { type JavaProgram, javaProgram, topicOf } from '../../../testing/java-program.ts'
import { partitionForKey } from '../../common/murmur2.ts'
import { DEFAULT_PROFILE, profileOf } from '../../profile/registry.ts'
import { errorText } from '../core/client-error.ts'
import { registerRuleLanguage } from './partition-rule.ts'
import { parseProducerConfig } from './producer-config.ts'
import { ruleLanguage } from './rule-language.ts'

beforeAll(() => registerRuleLanguage(ruleLanguage))

interface Answer {
  readonly partition?: number
  readonly offset?: number
  readonly error?: string
  readonly message?: string
}

const VIP = 'key.startsWith("VIP") ? hash(key) % 8 : 8 + hash(key) % 2'
const withRule = (rule: string) => ({ 'partitioner.class': 'kafkascope.RulePartitioner', 'partitioner.rule': rule })

const send = (t: JavaProgram, topic: string, ...records: Parameters<JavaProgram['send']>[2][]) =>
  t.send('p', topic, ...records) as Answer[]

describe.each([DEFAULT_PROFILE, LIKE_2_5])('in a client of %s', (profile) => {
  const cluster = (...topics: ReturnType<typeof topicOf>[]) => javaProgram(topics, {}, 1, profile)

  test('a rule decides, except where the record says its partition itself', () => {
    const t = cluster(topicOf('visits', 10))
    t.producer('p', withRule(VIP))
    const keys = ['VIP-1', 'VIP-2', 'guest-1', 'guest-2', 'guest-3']
    const chosen = send(t, 'visits', ...keys.map((key) => ['v', null, key] as const))
    expect(chosen.map(({ partition }) => partition)).toEqual([
      ...keys.slice(0, 2).map((key) => partitionForKey(key, 8)),
      ...keys.slice(2).map((key) => 8 + partitionForKey(key, 2)),
    ])
    expect(send(t, 'visits', ['v', 3, 'guest-1'])).toMatchObject([{ partition: 3 }])
  })

  test('a record for which it throws is lost to the caller, and the next one is sent', () => {
    const t = cluster(topicOf('visits', 10))
    t.producer('p', withRule(VIP))
    expect(send(t, 'visits', ['v', null], ['v', null, 'VIP-1'])).toMatchObject([
      {
        error: 'IllegalArgumentException',
        message:
          "kafkascope.RulePartitioner: found no matching overload for 'null.startsWith(string)' (line 1, column 1)",
      },
      { offset: 0 },
    ])
  })

  test('a partition that the topic has not got has no leader, and the record waits for one until it is given up', () => {
    const t = cluster(topicOf('visits', 3))
    t.producer('p', { ...withRule(VIP), 'request.timeout.ms': '1000', 'delivery.timeout.ms': '2000' })
    const [answer] = send(t, 'visits', ['v', null, 'guest-1'])
    expect(answer?.error).toBe('TimeoutException')
    expect(answer?.message).toMatch(/^Expiring 1 record\(s\) for visits-[89]:2000 ms has passed since batch creation/)
  })

  test.each([
    [
      { 'partitioner.class': 'kafkascope.RulePartitioner' },
      'KafkaException: Failed to construct kafka producer; caused by ConfigException: Missing required configuration "partitioner.rule" which has no default value.',
    ],
    [
      withRule('1 +\n nope'),
      'KafkaException: Failed to construct kafka producer; caused by ConfigException: Invalid value 1 +\n nope for configuration partitioner.rule: Unknown variable: nope (line 2, column 2)',
    ],
  ])('no producer is made with %j', (config, error) => {
    const made = parseProducerConfig(config, profileOf(profile))
    expect('error' in made && errorText(made.error)).toBe(error)
  })

  test('the old DefaultPartitioner looks at keys, and sends records without to each partition in turn', () => {
    const t = cluster(topicOf('old', 3))
    t.producer('p', { 'partitioner.class': 'kafkascope.OldDefaultPartitioner', 'linger.ms': '0' })
    expect(send(t, 'old', ['v', null, 'key1'])).toMatchObject([{ partition: partitionForKey('key1', 3) }])
    const chosen = send(t, 'old', ...['a', 'b', 'c', 'd', 'e', 'f'].map((value) => [value, null] as const))
    expect(new Set(chosen.slice(0, 3).map(({ partition }) => partition)).size).toBe(3)
    expect(chosen.slice(3).map(({ partition }) => partition)).toEqual(
      chosen.slice(0, 3).map(({ partition }) => partition),
    )
  })
})

test('the number that a partitioner may not give is a matter of the version: there a record waits for partition -3', () => {
  const t = javaProgram([topicOf('orders', 2)], {}, 1, LIKE_2_5)
  t.producer('p', { ...withRule('-3'), 'request.timeout.ms': '1000', 'delivery.timeout.ms': '2000' })
  expect(send(t, 'orders', ['v', null])).toMatchObject([
    {
      error: 'TimeoutException',
      message: 'Expiring 1 record(s) for orders--3:2000 ms has passed since batch creation',
    },
  ])
})
