// The notes' custom partitioner: whoever is a VIP has eight of ten partitions, and all others share the remaining two.

import { beforeAll, expect, test } from 'vitest'
import { registerRuleLanguage } from '../../kafka/clients/producer/partition-rule.ts'
import { ruleLanguage } from '../../kafka/clients/producer/rule-language.ts'
import { rulePresets } from '../../view/kinds/producer/partitioner/rule-presets.ts'
import { clusterOf } from '../cluster-of.ts'

beforeAll(() => registerRuleLanguage(ruleLanguage))

const vip = rulePresets[0]?.rule ?? ''
const keys = (prefix: string) => Array.from({ length: 24 }, (_, index) => `${prefix}-${index + 1}`)

test('a producer with the rule fills eight of ten partitions with records of VIPs, and two with all others', () => {
  const t = clusterOf()
  const visits = t.topic('visits', { partitions: 10 })
  const config = { 'partitioner.class': 'kafkascope.RulePartitioner', 'partitioner.rule': vip }
  const producer = (own: readonly string[]) => ({
    name: 'app',
    config,
    workload: { topic: 'visits', recordsPerSecond: 100, keys: own, valueBytes: 20 },
  })
  const ends = () => Array.from({ length: 10 }, (_, index) => visits.partition(index).log.logEndOffset)
  t.command({ type: 'AddProducer', producer: producer(keys('VIP')) })
  t.runFor({ ms: 10_000 })
  const first = ends()
  expect(first.map((end) => end > 20)).toEqual([...Array(8).fill(true), false, false])
  t.command({ type: 'ConfigureProducer', producer: producer(keys('guest')) })
  t.runFor({ ms: 1_000 })
  const before = ends()
  t.runFor({ ms: 10_000 })
  expect(ends().map((end, index) => end > (before[index] ?? 0) + 100)).toEqual([...Array(8).fill(false), true, true])
})

test.each(rulePresets)(
  '$label gives a partition that is there, for topics of every size and keys of its kind',
  ({ rule }) => {
    const compiled = ruleLanguage.compile(rule)
    if (!('apply' in compiled)) throw new Error(compiled.detail)
    for (let numPartitions = 1; numPartitions <= 12; numPartitions++) {
      for (const key of ['VIP-7', 'kr-3', 'us-4', 'order-12', null]) {
        const facts = { topic: 'orders', key, value: '', numPartitions, available: [0], counter: 5 }
        const partition = compiled.apply(facts)
        expect(typeof partition === 'number' && partition >= 0 && partition < numPartitions).toBe(true)
      }
    }
  },
)
