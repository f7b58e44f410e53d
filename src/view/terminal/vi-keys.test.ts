import { expect, test } from 'vitest'
import { leaveInsert, readColon, searched, type ViState, viKey } from './vi-keys.ts'

const TEXT = 'broker.id=1\nlog.dirs=/tmp/kafka-logs\nnum.partitions=1'

/** Keys one after the other, words in insert mode as a whole. */
function typed(keys: readonly string[], text = TEXT): { readonly state: ViState; readonly effects: string[] } {
  let state: ViState = { mode: 'normal', text, cursor: 0, pending: '', register: '' }
  const effects: string[] = []
  for (const key of keys) {
    if (state.mode === 'insert' && key === 'Escape') state = leaveInsert(state)
    else if (state.mode === 'insert') {
      const { text: before, cursor } = state
      state = { ...state, text: before.slice(0, cursor) + key + before.slice(cursor), cursor: cursor + key.length }
    } else {
      const step = viKey(state, key)
      state = step.state
      if (step.effect !== 'none') effects.push(step.effect)
    }
  }
  return { state, effects }
}

test('three partitions instead of one, as a hand that knows vi writes it', () => {
  const { state, effects } = typed(['G', '$', 'x', 'a', '3', 'Escape', ':'])
  expect(state.text).toBe(TEXT.replace(/1$/, '3'))
  expect(effects).toEqual(['colon'])
})

test('a line comes below, above, goes, and is put elsewhere', () => {
  expect(typed(['o', 'a=1', 'Escape']).state.text).toBe(TEXT.replace('id=1\n', 'id=1\na=1\n'))
  expect(typed(['j', 'O', 'a=1']).state.text).toBe(TEXT.replace('id=1\n', 'id=1\na=1\n'))
  const cut = typed(['d', 'd', 'p'])
  expect(cut.state.text.split('\n')).toEqual(['log.dirs=/tmp/kafka-logs', 'broker.id=1', 'num.partitions=1'])
  expect(typed(['G', 'd', 'd']).state.text).toBe('broker.id=1\nlog.dirs=/tmp/kafka-logs')
  expect(typed(['y', 'y', 'P'], 'one').state.text).toBe('one\none')
})

test('the cursor stays in its line and on a character', () => {
  expect(typed(['$']).state.cursor).toBe('broker.id='.length)
  expect(typed(['j', '$', 'k']).state.cursor).toBe('broker.id='.length)
  expect(typed(['h', 'k', 'b']).state.cursor).toBe(0)
  expect(typed(['w', 'w', 'w', 'w']).state.cursor).toBe('broker.id='.length)
  expect(typed(['j', 'w'], 'a\n\nb').state.cursor).toBe(3)
})

test('what is not there says so and changes nothing', () => {
  const { state, effects } = typed(['3', 'v', 'd', 'w'])
  expect(effects).toEqual(['unknown', 'unknown', 'unknown'])
  expect(state).toMatchObject({ text: TEXT, cursor: 0, mode: 'normal', pending: '' })
})

test('words behind the colon', () => {
  expect(readColon('wq')).toEqual({ kind: 'write', name: '', leaves: true, forced: false })
  expect(readColon(' w! copy.properties ')).toEqual({
    kind: 'write',
    name: 'copy.properties',
    leaves: false,
    forced: true,
  })
  expect(readColon(':q!')).toEqual({ kind: 'quit', forced: true })
  expect(readColon('$')).toEqual({ kind: 'line', line: 0 })
  expect(readColon('%s/1/3/')).toEqual({ kind: 'unknown' })
})

test('a search goes round', () => {
  expect(searched(TEXT, 'id', 20)).toBe('broker.'.length)
  expect(searched(TEXT, 'listeners', 0)).toBe(-1)
})
