import { expect, test } from 'vitest'
import type { Happening } from '../kafka/observe/happenings.ts'
import type { TimedHappening } from '../worker/port.ts'
import { StoryBook } from './story-book.ts'

const cast = { kindOf: () => 'broker', hasEnsemble: () => false }
const at = (id: number, causedBy: number, body: Happening): TimedHappening => ({ id, atUs: id * 1_000, causedBy, body })
const killed = at(1, 0, { type: 'NodeKilled', node: 'broker-2' })
const fenced = at(2, 1, { type: 'BrokerFenced', broker: 2, reason: 'sessionExpired' })
const retried = (id: number) =>
  at(id, 1, { type: 'BatchRetried', producer: 'p', topicPartition: 'orders-0', error: 'REQUEST_TIMED_OUT', attempt: 1 })
const started = at(6, 0, { type: 'NodeStarted', node: 'broker-2' })

function bookOf(...happenings: TimedHappening[]): StoryBook {
  const book = new StoryBook(cast)
  book.add(happenings, 0)
  return book
}

const kinds = (book: StoryBook, id: number) => book.at(id).map(({ beats }) => beats.map(({ kind }) => kind))

test('a beat has the same place whether one came to it or went back to it', () => {
  const book = bookOf(killed, fenced, retried(3), retried(4), retried(5), started)
  expect(kinds(book, 2)).toEqual([['brokerKilled', 'brokerFenced']])
  expect(kinds(book, 6)).toEqual([['brokerKilled', 'brokerFenced', 'sendsRetried'], ['brokerStarted']])
  // What happened again adds nothing to it.
  book.add([fenced, retried(3)], 0)
  expect(kinds(book, 3)).toEqual([['brokerKilled', 'brokerFenced', 'sendsRetried']])
  expect(book.at(4)[0]?.beats.at(-1)).toMatchObject({ happeningId: 3, count: 2 })
  expect(book.stories).toEqual(book.at(6))
})

test('a happening leads to its beat, as far as that had come by then', () => {
  const book = bookOf(killed, fenced, retried(3), retried(4), retried(5))
  expect(book.beatWith(2)).toMatchObject({ kind: 'brokerFenced', happeningId: 2 })
  expect(book.beatWith(4)).toMatchObject({ kind: 'sendsRetried', happeningId: 3, count: 2 })
  expect(book.beatWith(99)).toBeNull()
})

test('a list goes on with the book where no happening is missing in between', () => {
  const book = bookOf(killed, fenced, retried(3))
  expect(book.adjoins([retried(4)])).toBe(true)
  expect(book.adjoins([fenced, retried(3)])).toBe(true)
  expect(book.adjoins([retried(5)])).toBe(false)
  expect(book.adjoins([])).toBe(false)
})

test('where somebody acts in the past, what came after that is forgotten', () => {
  const book = bookOf(killed, fenced, retried(3), retried(4))
  book.cutBack(2)
  expect(book.stories).toEqual(book.at(2))
  book.add([at(3, 2, { type: 'NodeStarted', node: 'broker-2' })], 0)
  expect(kinds(book, 3)).toEqual([['brokerKilled', 'brokerFenced', 'brokerStarted']])
})

test('what happened before the reader was there is not told', () => {
  const book = new StoryBook(cast)
  book.add([killed, fenced], 1_500)
  expect(kinds(book, 2)).toEqual([['brokerFenced']])
})
