import { describe, expect, test } from 'vitest'
import { connectEngine } from '../../store/engine.ts'
import { fakeEngine } from '../../testing/fake-engine.ts'
import { embedCode } from './embed-code.ts'
import { BadLineError, guessFormat, readLines } from './read-lines.ts'
import { CHUNK, sendAll } from './send-records.ts'

describe('text', () => {
  test('every line is a record without a key; empty lines are none', () => {
    expect(readLines('\ufeff첫 줄\r\n\n둘째 줄', 'text').records(null)).toEqual([
      { key: null, value: '첫 줄' },
      { key: null, value: '둘째 줄' },
    ])
  })
})

describe('CSV', () => {
  const csv = 'id,name,note\n7,"Kim, Minji","said ""hi"""\n8,Lee,\n'

  test('the header names the columns and is no record; quoting survives', () => {
    const read = readLines(csv, 'csv')
    expect(read.fields).toEqual(['id', 'name', 'note'])
    expect(read.records(null).map(({ value }) => value)).toEqual(['7,"Kim, Minji","said ""hi"""', '8,Lee,'])
  })
  test('the key comes from the column that was chosen', () => {
    expect(
      readLines(csv, 'csv')
        .records('name')
        .map(({ key }) => key),
    ).toEqual(['Kim, Minji', 'Lee'])
  })
})

describe('NDJSON', () => {
  const lines = '{"user":"A","n":1}\n{"user":{"id":7}}\n{"n":2}\n'

  test('each line is sent as it stands; the key is the field’s text', () => {
    const read = readLines(lines, 'ndjson')
    expect(read.fields).toEqual(['user', 'n'])
    expect(read.records('user')).toEqual([
      { key: 'A', value: '{"user":"A","n":1}' },
      { key: '{"id":7}', value: '{"user":{"id":7}}' },
      { key: null, value: '{"n":2}' },
    ])
  })
  test('a line that is no JSON is named', () => {
    expect(() => readLines('{"a":1}\nnot json', 'ndjson')).toThrow(new BadLineError(2, 'not json'))
  })
})

test('the format is guessed by name, else by the first line', () => {
  expect(guessFormat('orders.CSV', '')).toBe('csv')
  expect(guessFormat('orders.jsonl', '')).toBe('ndjson')
  expect(guessFormat('orders.log', '{"a":1}\n{"a":2}')).toBe('ndjson')
  expect(guessFormat('orders.log', '{not json')).toBe('text')
})

describe('sending', () => {
  const records = Array.from({ length: CHUNK * 2 + 1 }, (_, index) => ({ key: null, value: String(index) }))
  const to = { kind: 'producer', producer: 'payments', topic: 'orders' } as const

  test('goes in helpings, in order, and tells how far it is', async () => {
    const engine = fakeEngine()
    connectEngine(engine)
    const progress: number[] = []
    expect(
      await sendAll(
        records,
        to,
        () => false,
        (sent) => progress.push(sent),
      ),
    ).toEqual({ sent: 1001, error: null })
    expect(progress).toEqual([500, 1000, 1001])
    const sent = engine.posted.flatMap((message) =>
      message.type === 'command' && message.command.type === 'SendRecords' ? message.command.records : [],
    )
    expect(sent.map(({ value }) => value)).toEqual(records.map(({ value }) => value))
  })
  test('can be stopped between two helpings', async () => {
    connectEngine(fakeEngine())
    let stopped = false
    const result = await sendAll(
      records,
      to,
      () => stopped,
      () => {
        stopped = true
      },
    )
    expect(result).toEqual({ sent: CHUNK, error: null })
  })
  test('ends at the first refusal and says why', async () => {
    connectEngine(
      fakeEngine({
        answer: (message) =>
          message.type === 'command'
            ? {
                type: 'commandDone',
                requestId: message.requestId,
                entry: null,
                branchId: '',
                error: 'No such producer',
              }
            : undefined,
      }),
    )
    expect(
      await sendAll(
        records,
        to,
        () => false,
        () => {},
      ),
    ).toEqual({ sent: 0, error: 'No such producer' })
  })
})

test('embed code keeps the run in the fragment, asks for the embed, and cannot break out of its attributes', () => {
  const code = embedCode('https://host/sub/#r=1.abc', 'A "quoted" <title>', 'ko', true)
  expect(code).toContain('src="https://host/sub/?lang=ko&amp;embed&amp;terminal#r=1.abc"')
  expect(code).toContain('title="A &quot;quoted&quot; &lt;title>"')
  expect(embedCode('https://host/#r=1.abc', 't', 'en', false)).toContain(
    'src="https://host/?lang=en&amp;embed#r=1.abc"',
  )
})
