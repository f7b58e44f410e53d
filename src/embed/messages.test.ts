import { expect, test } from 'vitest'
import { readCall } from './messages.ts'

test.each([
  [{ kafkascope: 1, id: 1, call: 'run', text: 'kafka-topics.sh --list' }],
  [{ kafkascope: 1, id: 2, call: 'seek', atMs: 12_480.5 }],
  [{ kafkascope: 1, id: 3, call: 'onHappening' }],
])('%o is a call', (message) => {
  const { kafkascope: _, ...call } = message
  expect(readCall({ ...message, more: 'is not passed on' })).toEqual(call)
})

test.each([
  null,
  'run',
  [],
  {},
  { id: 1, call: 'run', text: 'ls' },
  { kafkascope: 2, id: 1, call: 'run', text: 'ls' },
  { kafkascope: 1, id: '1', call: 'run', text: 'ls' },
  { kafkascope: 1, id: 1, call: 'run' },
  { kafkascope: 1, id: 1, call: 'run', text: 'x'.repeat(100_001) },
  { kafkascope: 1, id: 1, call: 'seek', atMs: Number.NaN },
  { kafkascope: 1, id: 1, call: 'seek', atMs: -1 },
  { kafkascope: 1, id: 1, call: 'deleteRun' },
])('%o is none', (message) => {
  expect(readCall(message)).toBeNull()
})
