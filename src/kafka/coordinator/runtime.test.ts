import { describe, expect, test } from 'vitest'
import {
  type CoordinatorBench,
  commitAll,
  coordinatorBench,
  electPartition,
  endOffset,
  pass,
  resignPartition,
  send,
} from '../../testing/coordinator-bench.ts'
import { type CounterResponse, counterCoordinator } from '../../testing/counter-coordinator.ts'

let correlationId = 0

function started(brokerId = 1): CoordinatorBench {
  const bench = coordinatorBench({}, brokerId, counterCoordinator)
  electPartition(bench, 0)
  electPartition(bench, 1)
  return bench
}

/** The answer, or null as long as there is none. */
function add(bench: CoordinatorBench, counter: string, by: number, forMs = 0): () => CounterResponse | null {
  const request = { type: 'AddRequest', correlationId: ++correlationId, counter, by, forMs }
  send(bench, 'client', request)
  return () => answerTo(bench, request.correlationId)
}

function sum(bench: CoordinatorBench): number | undefined {
  const request = { type: 'SumRequest', correlationId: ++correlationId }
  send(bench, 'client', request)
  return answerTo(bench, request.correlationId)?.value
}

function answerTo(bench: CoordinatorBench, id: number): CounterResponse | null {
  const found = bench.answers.find(({ response }) => response.correlationId === id)?.response
  return (found as unknown as CounterResponse | undefined) ?? null
}

describe('decide → records → replay', () => {
  test('the answer waits until what was decided is committed; decisions do not', () => {
    const bench = started()
    bench.commitsAtOnce = false
    const first = add(bench, 'ab', 3)
    const second = add(bench, 'ab', 4)
    expect([first(), second()]).toEqual([null, null])
    commitAll(bench)
    expect([first()?.value, second()?.value]).toEqual([3, 7])
  })

  test('readers see what is committed', () => {
    const bench = started()
    add(bench, 'ab', 3)
    bench.commitsAtOnce = false
    add(bench, 'ab', 4)
    add(bench, 'c', 100)
    expect(sum(bench)).toBe(3)
    commitAll(bench)
    expect(sum(bench)).toBe(107)
  })

  test('what the log will not take has not happened', () => {
    const bench = started()
    add(bench, 'ab', 3)
    bench.appendError = 'NOT_ENOUGH_REPLICAS'
    expect(add(bench, 'ab', 4)()?.errorCode).toBe('COORDINATOR_NOT_AVAILABLE')
    bench.appendError = 'NONE'
    expect(add(bench, 'ab', 10)()?.value).toBe(13)
  })

  test('whoever waits too long is told to try again, and the write may be committed all the same', () => {
    const bench = started()
    bench.commitsAtOnce = false
    const answer = add(bench, 'ab', 3)
    pass(bench, 4_999)
    expect(answer()).toBeNull()
    pass(bench, 1)
    expect(answer()?.errorCode).toBe('COORDINATOR_NOT_AVAILABLE')
    commitAll(bench)
    expect(sum(bench)).toBe(3)
    expect(bench.answers.filter(({ to }) => to === 'client')).toHaveLength(2)
  })

  test('a request to many shards has one answer', () => {
    const bench = started()
    add(bench, 'ab', 3)
    add(bench, 'c', 4)
    expect(sum(bench)).toBe(7)
  })
})

describe('timers', () => {
  test('belong to the shard: what they decide is written and replayed', () => {
    const bench = started()
    add(bench, 'ab', 3, 1_000)
    pass(bench, 999)
    expect(sum(bench)).toBe(3)
    pass(bench, 1)
    expect(sum(bench)).toBe(0)
    expect(endOffset(bench.logs.get(0) ?? [])).toBe(2)
  })

  test('one of the same key takes the place of the other', () => {
    const bench = started()
    add(bench, 'ab', 3, 1_000)
    pass(bench, 500)
    add(bench, 'ab', 1, 1_000)
    pass(bench, 999)
    expect(sum(bench)).toBe(4)
    pass(bench, 1)
    expect(sum(bench)).toBe(0)
  })

  test('end with the leadership', () => {
    const bench = started()
    add(bench, 'ab', 3, 1_000)
    resignPartition(bench, 0)
    electPartition(bench, 0, -1, 1)
    pass(bench, 2_000)
    expect(sum(bench)).toBe(3)
  })
})

describe('failover', () => {
  test('the next broker replays the log and has the same counters', () => {
    const first = started()
    add(first, 'ab', 3)
    add(first, 'cd', 5)
    add(first, 'ab', 4)
    const second = coordinatorBench({}, 2, counterCoordinator)
    second.logs.set(0, [...(first.logs.get(0) ?? [])])
    electPartition(second, 0, 1, 1)
    expect(sum(second)).toBe(12)
    expect(add(second, 'ab', 1)()?.value).toBe(8)
  })

  test('whoever waits is sent away, and what was not committed goes unless the log has kept it', () => {
    const bench = started()
    add(bench, 'ab', 3)
    bench.commitsAtOnce = false
    const answer = add(bench, 'ab', 4)
    resignPartition(bench, 0)
    expect(answer()?.errorCode).toBe('NOT_COORDINATOR')
    expect(add(bench, 'ab', 1)()?.errorCode).toBe('NOT_COORDINATOR')

    // The other leader never got it, so this log was cut before it.
    bench.logs.get(0)?.pop()
    electPartition(bench, 0, 2, 2)
    bench.commitsAtOnce = true
    expect(add(bench, 'ab', 1)()?.value).toBe(4)
  })

  test('a new epoch of the same leader loses nothing, nobody who waits either', () => {
    const bench = started()
    bench.commitsAtOnce = false
    const answer = add(bench, 'ab', 4)
    electPartition(bench, 0, 1, 1)
    commitAll(bench)
    expect(answer()?.value).toBe(4)
  })

  test('while the log is being read, clients are asked to wait', () => {
    const first = started()
    add(first, 'ab', 3)
    const second = coordinatorBench({}, 2, counterCoordinator)
    const megabyte = (first.logs.get(0) ?? []).map((batch) => ({ ...batch, sizeInBytes: 1_000_000 }))
    second.logs.set(0, megabyte)
    electPartition(second, 0, 1, 1)
    expect(add(second, 'ab', 1)()?.errorCode).toBe('COORDINATOR_LOAD_IN_PROGRESS')
    pass(second, 5)
    expect(add(second, 'ab', 1)()?.value).toBe(4)

    // Whoever stops leading while it loads never loads.
    resignPartition(second, 0)
    electPartition(second, 0, 1, 2)
    resignPartition(second, 0)
    pass(second, 5)
    expect(add(second, 'ab', 1)()?.errorCode).toBe('NOT_COORDINATOR')
  })

  test('a record of a later version is passed over, and one that cannot be read fails the load', () => {
    const bench = started()
    add(bench, 'later:x', 1)
    add(bench, 'ab', 3)
    resignPartition(bench, 0)
    resignPartition(bench, 1)
    electPartition(bench, 0, -1, 1)
    electPartition(bench, 1, -1, 1)
    expect(sum(bench)).toBe(3)

    const record = { ...bench.logs.get(0)?.[0]?.records[0], key: 'ab', value: 'three' }
    bench.logs.set(0, [{ ...bench.logs.get(0)?.[0], records: [record] } as never])
    resignPartition(bench, 0)
    electPartition(bench, 0, -1, 2)
    expect(bench.runtime.contexts.get(0)?.state).toBe('FAILED')
    expect(add(bench, 'ab', 1)()?.errorCode).toBe('NOT_COORDINATOR')
  })
})
