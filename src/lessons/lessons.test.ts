import { describe, expect, test } from 'vitest'
import type { Happening } from '../kafka/observe/happenings.ts'
import { firstMinute, oneBroker } from '../scenarios/index.ts'
import { asked, readerOf } from '../testing/lesson-reader.ts'
import type { Gesture } from './lesson-question.ts'
import { LESSON_QUESTIONS, questionsFor, questionsSuiting } from './registry.ts'

const SECOND_US = 1_000_000

function commandsOf(gesture: Gesture | null) {
  return gesture?.kind === 'commands' ? gesture.commands : []
}

test('the first minute is asked seven things, and a returning leader only once one is gone', () => {
  const { image, act, wait } = readerOf(firstMinute())
  const atFirst = ['cutPower', 'acksOne', 'fourthConsumer', 'belowMinIsr', 'keyAfterPartitions'].concat(
    'openTransaction',
    'firstCommand',
  )
  expect(questionsFor(image())).toEqual(atFirst)
  act({ type: 'KillNode', node: 'broker-2' })
  expect(questionsSuiting(image()), 'and is in the list from the beginning').toContain('returningLeader')
  wait(12)
  expect(questionsFor(image())).toContain('returningLeader')
})

test('where one broker less ends writing, nobody is asked who leads next, as if that were all', () => {
  const { image, act, wait, askedOf } = readerOf(firstMinute())
  act({ type: 'KillNode', node: 'broker-3' })
  wait(12)
  expect([...image().partitions.values()].find(({ topic }) => topic === 'orders')).toMatchObject({
    minInsyncReplicas: 2,
  })
  expect(askedOf('cutPower')).toBeNull()
})

test('a question is about a partition that holds records, where one does', () => {
  const spec = firstMinute()
  const empty = { ...spec.topics[0]!, name: 'a-first-in-the-alphabet' }
  const { askedOf } = readerOf({ ...spec, topics: [empty, ...spec.topics] })
  expect(askedOf('cutPower')?.partition).toMatch(/^orders-/)
})

test('one broker is asked about what one broker can show', () => {
  const { image } = readerOf(oneBroker())
  expect(questionsFor(image())).toEqual(['tooManyCopies', 'firstCommand'])
  expect(questionsSuiting(image())).toEqual([])
})

test('without consumer groups nobody is asked about a fourth consumer', () => {
  const { image } = readerOf({ ...firstMinute(), consumers: [] })
  expect(questionsFor(image())).not.toContain('fourthConsumer')
  expect(questionsFor(image())).toContain('cutPower')
})

describe('who leads after the leader', () => {
  test('one of the in-sync replicas, nine seconds later, and with acks=all nothing is lost', () => {
    const reader = readerOf({ ...firstMinute(), producers: firstMinute().producers.slice(0, 1) })
    const subject = asked(reader.askedOf('cutPower'))
    reader.does('cutPower', subject)
    reader.wait(3)
    expect(reader.judged('cutPower', subject)).toMatchObject({ verdict: null, nearly: false })
    reader.wait(12)
    const { verdict, steps } = reader.judged('cutPower', subject)
    expect(verdict).toMatchObject({ outcome: 'inSync', facts: { lost: 0 } })
    const elected = reader.timeline.happenings.byId(verdict?.happeningId ?? 0)
    expect(elected).toMatchObject({ body: { type: 'LeaderElected', topicPartition: subject.partition } })
    expect(steps).toEqual([[expect.objectContaining({ command: { type: 'PowerCutNode', node: subject.broker } })]])
  })

  test('who still waits for the dead broker is named beside the verdict, and is no part of it', () => {
    const reader = readerOf(firstMinute())
    const subject = asked(reader.askedOf('cutPower'))
    reader.does('cutPower', subject)
    reader.wait(12)
    const { verdict } = reader.judged('cutPower', subject)
    expect(verdict).toMatchObject({ outcome: 'inSync', facts: { lost: 0 } })
    expect(verdict?.also).toEqual({ name: 'stillWaiting', facts: expect.objectContaining({ timeout: 30 }) })
    const [first = ''] = String(verdict?.also?.facts.producers).split(', ')
    expect(
      reader
        .image()
        .producers.get(first)
        ?.batches.some(({ inFlight }) => inFlight),
    ).toBe(true)
    expect(reader.image().producers.get(first)?.inFlightRequests).toBeGreaterThan(0)
  })

  test('a killed process tells its clients so, and then nobody waits', () => {
    const reader = readerOf(firstMinute())
    const subject = asked(reader.askedOf('cutPower'))
    reader.act({ type: 'KillNode', node: subject.broker ?? '' })
    reader.wait(12)
    expect(reader.judged('cutPower', subject).verdict?.also).toBeUndefined()
  })

  test('a kill answers it as well, and what was done before it was asked does not', () => {
    const reader = readerOf(firstMinute())
    const subject = asked(reader.askedOf('cutPower'))
    reader.act({ type: 'KillNode', node: subject.broker ?? '' })
    reader.wait(12)
    expect(reader.judged('cutPower', subject).verdict).toMatchObject({ outcome: 'inSync' })
    expect(reader.judged('cutPower', subject, 9 * SECOND_US)).toMatchObject({ steps: [], verdict: null })
  })

  test('what was taken back is not done, and the verdict is that of the branch on show', () => {
    const reader = readerOf(firstMinute())
    const subject = asked(reader.askedOf('cutPower'))
    reader.does('cutPower', subject)
    reader.wait(12)
    reader.timeline.undo()
    expect(reader.judged('cutPower', subject)).toMatchObject({ steps: [], verdict: null })
  })

  test('a reader who goes back gets the same verdict: it is read from the history', () => {
    const reader = readerOf(firstMinute())
    const subject = asked(reader.askedOf('cutPower'))
    reader.does('cutPower', subject)
    reader.wait(15)
    const { verdict } = reader.judged('cutPower', subject)
    reader.timeline.seek({ atUs: 9 * SECOND_US })
    expect(reader.judged('cutPower', subject).verdict).toEqual(verdict)
  })
})

describe('what the leader acknowledged and nobody copied', () => {
  test('is lost with acks=1; the same once more with acks=all loses nothing', () => {
    const reader = readerOf(firstMinute())
    const subject = asked(reader.askedOf('acksOne'))
    expect(subject.producer).toBe('payment-service')
    reader.wait(3)
    expect(reader.gestureOf('acksOne', 1, subject), 'everything is copied at once').toBeNull()
    reader.does('acksOne', subject)
    reader.wait(15)
    const { verdict, stretch } = reader.judged('acksOne', subject)
    expect(verdict).toMatchObject({ outcome: 'uncopied', facts: { acks: '1' } })
    expect(verdict?.facts.lost).toBeGreaterThan(0)

    const variation = LESSON_QUESTIONS.acksOne.variation?.(reader.image(), subject)
    reader.timeline.seek({ atUs: stretch?.fromUs ?? 0 })
    for (const command of variation?.commands ?? []) reader.act(command)
    for (const { atUs, command } of stretch?.journal ?? []) {
      reader.timeline.seek({ atUs })
      reader.act(command)
    }
    reader.wait(15)
    const again = reader.judged('acksOne', subject)
    expect(again.verdict).toMatchObject({ outcome: 'none', facts: { lost: 0, acks: 'all' } })
    expect(reader.image().producers.get('payment-service')?.config['enable.idempotence']).toBe('true')
    reader.wait(40)
    expect(reader.image().counters.get('counters'), 'what was sent again was written once').toMatchObject({
      lost: 0,
      duplicated: 0,
    })
    expect(LESSON_QUESTIONS.acksOne.variation?.(reader.image(), subject), 'it waits for all already').toBeNull()
  })
})

test('where a replica was gone before, who waits for all is refused beside the question, and that is said', () => {
  const reader = readerOf(firstMinute())
  reader.act({ type: 'KillNode', node: 'broker-1' })
  reader.wait(15)
  const subject = asked(reader.askedOf('acksOne'))
  reader.does('acksOne', subject)
  reader.wait(15)
  const { verdict } = reader.judged('acksOne', subject)
  expect(verdict?.also).toEqual({ name: 'belowMin', facts: { producers: 'order-service', isr: 1, minIsr: 2 } })
})

test('what only time will tell is not decided before', () => {
  const reader = readerOf(firstMinute())
  const subject = asked(reader.askedOf('keyAfterPartitions'))
  reader.does('keyAfterPartitions', subject)
  expect(reader.judged('keyAfterPartitions', subject)).toMatchObject({ verdict: null, nearly: false })
})

describe('a fourth consumer for three partitions', () => {
  test('is given nothing', () => {
    const reader = readerOf(firstMinute())
    const subject = asked(reader.askedOf('fourthConsumer'))
    reader.does('fourthConsumer', subject)
    reader.wait(10)
    expect(reader.judged('fourthConsumer', subject).verdict).toMatchObject({ outcome: 'idle' })
  })

  test('is no question where a partition is left for it', () => {
    const topics = firstMinute().topics.map((topic) => ({ ...topic, partitions: 4 }))
    expect(readerOf({ ...firstMinute(), topics }).askedOf('fourthConsumer')).toBeNull()
  })
})

describe('below min.insync.replicas', () => {
  test('acks=all is refused, and what acks=1 is told was written nobody can read', () => {
    const reader = readerOf(firstMinute())
    const subject = asked(reader.askedOf('belowMinIsr'))
    reader.does('belowMinIsr', subject)
    reader.wait(40)
    const { verdict } = reader.judged('belowMinIsr', subject)
    expect(verdict).toMatchObject({ outcome: 'unseen', facts: { readable: 0 } })
    expect(verdict?.facts.refused).toContain('NOT_ENOUGH_REPLICAS')
    expect(verdict?.facts.written).toBeGreaterThan(0)
  })

  test('is told with the first refusal, not some time after it', () => {
    const reader = readerOf(firstMinute())
    const subject = asked(reader.askedOf('belowMinIsr'))
    reader.does('belowMinIsr', subject)
    reader.wait(40)
    const { verdict } = reader.judged('belowMinIsr', subject)
    const refusal = reader.timeline.happenings.byId(verdict?.happeningId ?? 0)
    expect(refusal?.body).toMatchObject({ type: 'BatchRetried', producer: subject.careful })
    expect(verdict?.atUs).toBe(refusal?.atUs)
  })

  test('one partition alone with too few is no verdict yet: the others still take what acks=all sends', () => {
    const { timeline, image, ...reader } = readerOf(firstMinute())
    const subject = asked(reader.askedOf('belowMinIsr'))
    const before = { atUs: timeline.world.nowUs, image: image() }
    const partitions = new Map(before.image.partitions)
    const first = [...partitions.values()].find(({ topic }) => topic === subject.topic)!
    partitions.set(first.id, { ...first, isr: [first.leader] })
    const now = { atUs: before.atUs + 1, image: { ...before.image, partitions } }
    const body = { type: 'BatchRetried', producer: subject.careful, error: 'NOT_ENOUGH_REPLICAS' } as const
    const refusal = { id: 1, atUs: now.atUs, body: { ...body, topicPartition: first.id, attempt: 1 } as Happening }
    const seen = { before, moments: [before, now], happenings: [refusal] }
    expect(LESSON_QUESTIONS.belowMinIsr.outcomeOf(seen, subject)).toBeNull()
  })

  test('is no question for a topic that asks for one replica only', () => {
    const topics = firstMinute().topics.map((topic) => ({ ...topic, config: { 'min.insync.replicas': '1' } }))
    expect(readerOf({ ...firstMinute(), topics }).askedOf('belowMinIsr')).toBeNull()
  })
})

test('a leader that returns follows first', () => {
  const reader = readerOf(firstMinute())
  reader.act({ type: 'KillNode', node: 'broker-2' })
  reader.wait(12)
  const subject = asked(reader.askedOf('returningLeader'))
  expect(subject.broker).toBe('broker-2')
  reader.does('returningLeader', subject)
  reader.wait(15)
  expect(reader.judged('returningLeader', subject).verdict).toMatchObject({ outcome: 'follows' })
})

test('after partitions are added a key goes elsewhere once its producer has heard of them', () => {
  const reader = readerOf(firstMinute())
  const subject = asked(reader.askedOf('keyAfterPartitions'))
  reader.does('keyAfterPartitions', subject)
  reader.wait(20)
  const { verdict } = reader.judged('keyAfterPartitions', subject)

  expect(verdict?.outcome).toBe('moved')
  // Who was not started anew still sends by the old number, which the picture shows.
  expect(verdict?.also).toEqual({ name: 'oldMetadata', facts: { producers: 'payment-service', timeout: 300 } })
  expect(verdict?.facts.now).not.toBe(subject.home)
})

describe('a transaction that stays open, and is aborted', () => {
  test('holds back whoever reads committed records only, those of others too, and its own never come', () => {
    const reader = readerOf(firstMinute())
    const subject = asked(reader.askedOf('openTransaction'))
    reader.does('openTransaction', subject)
    reader.wait(6)
    const { verdict } = reader.judged('openTransaction', subject)
    expect(verdict).toMatchObject({ outcome: 'afterEnd', facts: { partition: expect.stringMatching(/^orders-/) } })
    expect(verdict?.facts.held).toBeGreaterThan(0)
    expect(verdict?.facts.aborted).toBeGreaterThan(0)
    expect(reader.askedOf('openTransaction'), 'while there is one it is not asked for another').toBeNull()
  })

  test('cannot be aborted before it holds anything back, and a reader who commits gets no verdict', () => {
    const reader = readerOf(firstMinute())
    const subject = asked(reader.askedOf('openTransaction'))
    expect(reader.gestureOf('openTransaction', 1, subject)).toBeNull()
    for (const command of commandsOf(reader.gestureOf('openTransaction', 0, subject))) reader.act(command)
    expect(reader.gestureOf('openTransaction', 1, subject)).toBeNull()
    reader.wait(8)
    reader.act({ type: 'EndTransaction', producer: subject.producer ?? '', committed: true })
    reader.wait(4)
    expect(reader.judged('openTransaction', subject)).toMatchObject({ verdict: null, nearly: false })
  })
})

describe('a topic is created', () => {
  test('by the notes’ first command: one partition, one copy, three brokers or not', () => {
    const reader = readerOf(firstMinute())
    const subject = asked(reader.askedOf('firstCommand'))
    reader.does('firstCommand', subject)
    reader.wait(15)
    const facts = { partitions: 1, replicationFactor: 1 }
    expect(reader.judged('firstCommand', subject).verdict).toMatchObject({ outcome: 'one', facts })
  })

  test('with the brokers’ own counts where they say three', () => {
    const spec = firstMinute()
    const reader = readerOf({ ...spec, config: { ...spec.config, 'num.partitions': '3' } })
    const subject = asked(reader.askedOf('firstCommand'))
    reader.does('firstCommand', subject)
    reader.wait(15)
    expect(reader.judged('firstCommand', subject).verdict).toMatchObject({ outcome: 'everyBroker' })
  })

  test('with three copies on one broker: refused', () => {
    const reader = readerOf(oneBroker())
    const subject = asked(reader.askedOf('tooManyCopies'))
    reader.does('tooManyCopies', subject)
    reader.wait(15)
    expect(reader.judged('tooManyCopies', subject).verdict).toMatchObject({ outcome: 'refused' })
  })
})
