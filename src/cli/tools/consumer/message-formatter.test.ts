import { describe, expect, test } from 'vitest'
import type { ConsumerRecord } from '../../../kafka/clients/consumer/consumer-state.ts'
import { DEFAULT_PROFILE, profileOf } from '../../../kafka/profile/registry.ts'
import { bytesOfText } from '../../raw-text.ts'
import { createFormatter, formatRecord, formatterKind } from './message-formatter.ts'

const DEFAULT = 'org.apache.kafka.tools.consumer.DefaultMessageFormatter'
let complaints = ''
const profile = profileOf(DEFAULT_PROFILE)
const start = { profile, wallClockMs: 0, printError: (text: string) => void (complaints += text) }

function record(fields: Partial<ConsumerRecord['record']>, appendTime: number | null = null): ConsumerRecord {
  return {
    topicPartition: 't-1',
    topic: 't',
    partition: 1,
    offset: 7,
    leaderEpoch: 0,
    appendTime,
    record: { offsetDelta: 0, timestamp: 1_500_000_000_000, key: 'k', value: 'v', headers: [], ...fields },
  }
}

const shown = (properties: Readonly<Record<string, string>>, each = record({})) =>
  formatRecord(createFormatter(formatterKind(profile, DEFAULT), new Map(Object.entries(properties)), start), each)

describe('what the console consumer prints for a record', () => {
  test.each<[Record<string, string>, string]>([
    [{}, 'v\n'],
    [{ 'print.key': 'true' }, 'k\tv\n'],
    [{ 'print.key': 'TRUE' }, 'k\tv\n'],
    [{ 'print.key': 'true', 'key.separator': '-' }, 'k-v\n'],
    [{ 'print.value': 'false' }, ''],
    [{ 'print.key': 'true', 'print.value': 'false' }, 'k\n'],
    [{ 'print.partition': 'true', 'print.offset': 'true' }, 'Partition:1\tOffset:7\tv\n'],
    [{ 'print.timestamp': 'true' }, 'CreateTime:1500000000000\tv\n'],
    [{ 'print.headers': 'true' }, 'NO_HEADERS\tv\n'],
    [{ 'print.delivery': 'true', 'print.epoch': 'true' }, 'Delivery:NOT_PRESENT\tEpoch:NOT_PRESENT\tv\n'],
    [{ 'line.separator': '/' }, 'v/'],
  ])('%j', (properties, text) => {
    expect(shown(properties)).toBe(text)
  })

  test('null is a word, empty is nothing', () => {
    expect(shown({ 'print.key': 'true' }, record({ key: null, value: '' }))).toBe('null\t\n')
    expect(shown({ 'print.key': 'true', 'null.literal': 'NIL' }, record({ key: null }))).toBe('NIL\tv\n')
  })

  test('headers, one with an empty value and one without', () => {
    const headers = [
      ['h1', 'a'],
      ['h2', ''],
      ['h3', null],
    ] as const
    expect(shown({ 'print.headers': 'true', 'headers.separator': '+' }, record({ headers }))).toBe(
      'h1:a+h2:+h3:null\tv\n',
    )
  })

  test('the leader gave the time', () => {
    expect(shown({ 'print.timestamp': 'true' }, record({}, 42))).toBe('LogAppendTime:42\tv\n')
  })

  test('UTF-8 is text, and other bytes stay what they are', () => {
    expect(shown({}, record({ value: '\xed\x95\x9c' }))).toBe('한\n')
    expect(bytesOfText(shown({}, record({ value: '\xff' })))).toBe('\xff\n')
  })

  test('a deserialized string is what Java read: what is no UTF-8 is U+FFFD', () => {
    const string = 'org.apache.kafka.common.serialization.StringDeserializer'
    expect(shown({ 'value.deserializer': string }, record({ value: 'a\xff' }))).toBe('a\ufffd\n')
  })
})

describe('deserializers', () => {
  const LONG = 'org.apache.kafka.common.serialization.LongDeserializer'

  test('numbers, big endian and signed', () => {
    expect(shown({ 'value.deserializer': LONG }, record({ value: '\0\0\0\0\0\0\x01\x02' }))).toBe('258\n')
    expect(shown({ 'value.deserializer': LONG }, record({ value: '\xff'.repeat(8) }))).toBe('-1\n')
    const double = 'org.apache.kafka.common.serialization.DoubleDeserializer'
    expect(shown({ 'value.deserializer': double }, record({ value: '\x40\x09\0\0\0\0\0\0' }))).toBe('3.125\n')
  })

  test('bytes of another size are refused', () => {
    expect(() => shown({ 'value.deserializer': LONG })).toThrow('Size of data received by LongDeserializer is not 8')
  })

  test.each<[string, string, string]>([
    ['DoubleDeserializer', '\xc3\x80bcdefg', '-1.47576916896697568E17\n'],
    ['FloatDeserializer', 'K\x18~~', '9993854.0\n'],
    ['UUIDDeserializer', '1-2-3-4-ABCDEF', '00000001-0002-0003-0004-000000abcdef\n'],
    ['ByteBufferDeserializer', 'abcd', 'java.nio.HeapByteBuffer[pos=0 lim=4 cap=4]\n'],
  ])('%s', (name, value, text) => {
    const className = `org.apache.kafka.common.serialization.${name}`
    expect(shown({ 'value.deserializer': className }, record({ value }))).toBe(text)
  })

  test.each<[string, string]>([
    ['DoubleDeserializer', 'Size of data received by Deserializer is not 8'],
    ['IntegerDeserializer', 'Size of data received by IntegerDeserializer is not 4'],
    ['UUIDDeserializer', 'Error parsing data into UUID'],
    ['VoidDeserializer', 'Data should be null for a VoidDeserializer.'],
  ])('%s refuses in the words of 4.3.1', (name, words) => {
    const className = `org.apache.kafka.common.serialization.${name}`
    expect(() => shown({ 'value.deserializer': className }, record({ value: '@I' }))).toThrow(words)
  })

  test('a class that is none is logged, and the text printed anyway', () => {
    complaints = ''
    expect(shown({ 'value.deserializer': 'nope.Deserializer' })).toBe('v\n')
    expect(complaints).toContain('Unable to instantiate a deserializer from nope.Deserializer')
  })
})

test('a formatter that Kafka does not ship is named by its class', () => {
  expect(() => formatterKind(profile, 'kafka.tools.DefaultMessageFormatter')).toThrow(
    /^kafka.tools.DefaultMessageFormatter$/,
  )
})

test('a class that is something else cannot be cast to a formatter', () => {
  expect(() => formatterKind(profile, 'java.lang.String')).toThrow(
    "class java.lang.String cannot be cast to class org.apache.kafka.common.MessageFormatter (java.lang.String is in module java.base of loader 'bootstrap'; org.apache.kafka.common.MessageFormatter is in unnamed module of loader 'app')",
  )
})

test('a deserializer that is something else is logged, and the bytes are printed as they are', () => {
  let complaints = ''
  const listening = { ...start, printError: (text: string) => void (complaints += text) }
  const serializer = 'org.apache.kafka.common.serialization.StringSerializer'
  const formatter = createFormatter('default', new Map([['value.deserializer', serializer]]), listening)
  expect(complaints).toContain(
    `java.lang.ClassCastException: class ${serializer} cannot be cast to class org.apache.kafka.common.serialization.Deserializer (${serializer} and org.apache.kafka.common.serialization.Deserializer are in unnamed module of loader 'app')`,
  )
  expect(formatRecord(formatter, record({}))).toBe('v\n')
})

test.each([
  ['OffsetsMessageFormatter', 'k', "Could not read version from key's buffer."],
  ['OffsetsMessageFormatter', '\0\0\0\u0001g', "Could not read record with version 0 from key's buffer due to: null."],
  [
    'TransactionLogMessageFormatter',
    '\0\0\0\u0009t',
    "Could not read record with version 0 from key's buffer due to: Error reading byte array of 9 byte(s): only 1 byte(s) available.",
  ],
])('%s refuses a key that ends too early', (name, key, why) => {
  const kind = formatterKind(profile, `org.apache.kafka.tools.consumer.${name}`)
  const formatter = createFormatter(kind, new Map(), start)
  expect(() => formatRecord(formatter, record({ key }))).toThrow(`Could not read record at offset 7 due to: ${why}`)
})
