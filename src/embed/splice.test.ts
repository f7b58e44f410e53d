import { expect, test } from 'vitest'
import { readStateResponse } from './splice.ts'

const answer = (state: unknown, message_id = 'asked') => ({ subject: 'SPLICE.getState.response', message_id, state })

test('a platform gives back the run that was reported to it', () => {
  expect(readStateResponse(answer({ kafkascope: { version: 1, run: '#1.abc' } }), 'asked')).toBe('#1.abc')
})

test.each([
  ['nothing was kept yet', answer(null)],
  ['nothing was kept yet', answer(undefined)],
  ['another tool’s state', answer({ parsons1: { blocks: [] } })],
  ['a later version’s state', answer({ kafkascope: { version: 2, run: '#1.abc' } })],
  ['an address in place of a run', answer({ kafkascope: { version: 1, run: 'https://elsewhere.example/' } })],
  ['no object at all', answer('state')],
  ['an answer to somebody else', answer({ kafkascope: { version: 1, run: '#1.abc' } }, 'other')],
  ['another subject', { subject: 'SPLICE.getState', message_id: 'asked' }],
  ['no message', null],
])('%s: the run on show stays', (_, message) => {
  expect(readStateResponse(message, 'asked')).toBeNull()
})
