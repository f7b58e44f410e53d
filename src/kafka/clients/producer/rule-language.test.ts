import { describe, expect, test } from 'vitest'
import { encodeUtf8 } from '../../common/utf8.ts'
import { isRuleError, placeInRule, type RuleInput } from './partition-rule.ts'
import { ruleLanguage } from './rule-language.ts'

const order: RuleInput = {
  topic: 'orders',
  key: 'VIP-7',
  value: 'hello',
  numPartitions: 10,
  available: [2, 0, 1],
  counter: 12,
}

function apply(text: string, input: Partial<RuleInput> = {}) {
  const rule = ruleLanguage.compile(text)
  return isRuleError(rule) ? rule : rule.apply({ ...order, ...input })
}

const VIP = 'key != null && key.startsWith("VIP") ? hash(keyBytes) % 8 : 8 + (key == null ? counter : hash(key)) % 2'

describe('a rule', () => {
  test('sends keys of the one kind to eight of ten partitions, and all others to the remaining two', () => {
    const keys = Array.from({ length: 200 }, (_, index) => `${index}`)
    const of = (prefix: string) => new Set(keys.map((key) => apply(VIP, { key: `${prefix}${key}` })))
    expect([...of('VIP-')].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
    expect([...of('guest-')].sort()).toEqual([8, 9])
    expect([apply(VIP, { key: null }), apply(VIP, { key: null, counter: 13 })]).toEqual([8, 9])
  })

  // What Kafka's own Utils.murmur2 gave.
  test.each([
    ['abc', 479470107],
    ['a', -1563381124],
    ['', 275646681],
    ['user-2', -324981792],
    ['한국어', 790120414],
    ['주문-1', -1848416265],
  ])('has the murmur2 of Kafka for "%s"', (text, hash) => {
    const key = encodeUtf8(text)
    expect(apply('murmur2(keyBytes)', { key })).toBe(hash)
    expect(apply('murmur2(key)', { key })).toBe(hash)
    expect(apply('hash(key)', { key })).toBe(hash & 0x7fffffff)
  })

  test.each([
    ['numPartitions * 8 / 10', 8],
    ['-7 / 2', -3],
    ['-7 % 3', -1],
    ['available[1]', 0],
    ['size(available)', 3],
    ['int(key.substring(4)) % numPartitions', 7],
    ['topic == "orders" && value.contains("ell") ? 1 : 2', 1],
    ['hashCode("hello")', 99_162_322],
    ['toPositive(-1)', 2_147_483_647],
    ['key in ["a", "VIP-7"] ? 3 : 4', 3],
    ['min(counter, 3) + max(1, 2)', 5],
  ])('%s is %d, as Java counts', (text, partition) => {
    expect(apply(text)).toBe(partition)
  })

  test('sees text and bytes of a Korean key', () => {
    const key = encodeUtf8('서울')
    expect(apply('key.startsWith("서") ? size(keyBytes) : 0', { key })).toBe(6)
  })
})

describe('what is wrong is named with its place', () => {
  test.each([
    ['', 'syntax', 0],
    ['key.startsWith(', 'syntax', 15],
    ['numPartition - 1', 'unknownName', 0],
    ['1 + "a"', 'wrongTypes', 0],
    ['true', 'noNumber', 0],
    ['"a" + "b"', 'noNumber', 0],
    ['1 + (key.matches("(a+)+$") ? 1 : 0)', 'notAllowed', 5],
    ['timestamp("2020-01-01T00:00:00Z").getHours()', 'notAllowed', 0],
    ['available.exists(p, p > 1) ? 1 : 0', 'notAllowed', 0],
    ['Math.random()', 'notAllowed', 0],
    ['{"a": 1}["a"]', 'syntax', 1],
  ])('%s', (text, problem, from) => {
    const rule = ruleLanguage.compile(text)
    expect(rule).toMatchObject({ problem, from })
  })

  test.each([
    ['key.startsWith("a") ? 1 : 0', 'wrongTypes', 0],
    ['1 + hash(key)', 'wrongTypes', 4],
    ['1 % (counter - 12)', 'divisionByZero', 0],
    ['available[7]', 'noSuchValue', 0],
    ['9000000000000000000 + 9000000000000000000', 'overflow', 0],
    ['numPartitions * 1000000000', 'noNumber', 0],
  ])('%s, with a record without key', (text, problem, from) => {
    expect(apply(text, { key: null })).toMatchObject({ problem, from })
  })

  test('lines and columns are counted from one', () => {
    expect(placeInRule('a\n bc', 3)).toEqual({ line: 2, column: 2 })
  })

  test('a rule that would never end, or take long, is too large before it begins', () => {
    expect(ruleLanguage.compile(`${'1 + '.repeat(400)}1`)).toMatchObject({ problem: 'syntax' })
    expect(ruleLanguage.compile(`${'1 + '.repeat(600)}1`)).toMatchObject({ problem: 'tooLarge' })
  })
})
