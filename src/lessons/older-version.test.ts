/** The questions of the lessons, asked in Kafka 2.5: each has its answer there too, and it is that version’s. */
import '../testing/every-version.ts'
import { describe, expect, test } from 'vitest'
import { firstMinute, oneBroker } from '../scenarios/index.ts'
import { asked, readerOf } from '../testing/lesson-reader.ts'
import { questionsFor } from './registry.ts'

const firstMinuteThere = () => readerOf(firstMinute('kafka-2.5'))

test('the first minute is asked the same there', () => {
  expect(questionsFor(firstMinuteThere().image())).toEqual(questionsFor(readerOf(firstMinute()).image()))
})

test('a leader’s death is noticed with the end of its session: eighteen seconds, not nine', () => {
  const reader = firstMinuteThere()
  const subject = asked(reader.askedOf('cutPower'))
  reader.does('cutPower', subject)
  reader.wait(12)
  expect(reader.judged('cutPower', subject).verdict).toBeNull()
  reader.wait(13)
  const { verdict } = reader.judged('cutPower', subject)
  expect(verdict).toMatchObject({ outcome: 'inSync', facts: { lost: expect.any(Number) } })
  expect(Number(verdict?.facts.seconds)).toBeGreaterThan(9)
  expect(Number(verdict?.facts.seconds)).toBeLessThan(20)
})

test('what the leader acknowledged and nobody copied is lost there as well', () => {
  const reader = firstMinuteThere()
  const subject = asked(reader.askedOf('acksOne'))
  reader.does('acksOne', subject)
  reader.wait(25)
  const { verdict } = reader.judged('acksOne', subject)
  expect(verdict).toMatchObject({ outcome: 'uncopied', facts: { acks: '1' } })
  expect(verdict?.facts.lost).toBeGreaterThan(0)
})

test('a fourth consumer is given nothing', () => {
  const reader = firstMinuteThere()
  const subject = asked(reader.askedOf('fourthConsumer'))
  reader.does('fourthConsumer', subject)
  reader.wait(10)
  expect(reader.judged('fourthConsumer', subject).verdict).toMatchObject({ outcome: 'idle' })
})

test('below min.insync.replicas acks=all is refused, and what acks=1 wrote can be read: the high watermark goes on', () => {
  const reader = firstMinuteThere()
  const subject = asked(reader.askedOf('belowMinIsr'))
  reader.does('belowMinIsr', subject)
  reader.wait(60)
  const { verdict } = reader.judged('belowMinIsr', subject)
  expect(verdict).toMatchObject({ outcome: 'seen' })
  expect(verdict?.facts.readable).toBeGreaterThan(0)
  expect(verdict?.facts.refused).toContain('NOT_ENOUGH_REPLICAS')
})

test('a leader that returns follows first', () => {
  const reader = firstMinuteThere()
  reader.act({ type: 'KillNode', node: 'broker-2' })
  reader.wait(25)
  const subject = asked(reader.askedOf('returningLeader'))
  reader.does('returningLeader', subject)
  reader.wait(15)
  expect(reader.judged('returningLeader', subject).verdict).toMatchObject({ outcome: 'follows' })
})

describe('a key after a new partition, where no producer has an id', () => {
  test('goes elsewhere once all that write to the topic have begun anew', () => {
    const reader = firstMinuteThere()
    const subject = asked(reader.askedOf('keyAfterPartitions'))
    expect(subject.producer).toBe('order-service, payment-service')
    reader.does('keyAfterPartitions', subject)
    reader.wait(20)
    const { verdict } = reader.judged('keyAfterPartitions', subject)
    expect(verdict?.outcome).toBe('moved')
    expect(verdict?.facts.now).not.toBe(subject.home)
    expect(verdict?.also, 'nobody goes on by the old number').toBeUndefined()
  })
})

test('an open transaction holds back those who read committed records only, there too', () => {
  const reader = firstMinuteThere()
  const subject = asked(reader.askedOf('openTransaction'))
  reader.does('openTransaction', subject)
  reader.wait(6)
  const { verdict } = reader.judged('openTransaction', subject)
  expect(verdict).toMatchObject({ outcome: 'afterEnd' })
  expect(verdict?.facts.held).toBeGreaterThan(0)
  expect(verdict?.facts.aborted).toBeGreaterThan(0)
})

test('a topic by the notes’ first command has one partition and one copy; three copies on one broker are refused', () => {
  const reader = firstMinuteThere()
  const subject = asked(reader.askedOf('firstCommand'))
  reader.does('firstCommand', subject)
  reader.wait(15)
  expect(reader.judged('firstCommand', subject).verdict).toMatchObject({ outcome: 'one' })

  const alone = readerOf(oneBroker('kafka-2.5'))
  const copies = asked(alone.askedOf('tooManyCopies'))
  alone.does('tooManyCopies', copies)
  alone.wait(15)
  expect(alone.judged('tooManyCopies', copies).verdict).toMatchObject({ outcome: 'refused' })
})
