import { expect, test } from 'vitest'
import type { Happening } from '../kafka/observe/happenings.ts'
import { electionAfter } from './leaders.ts'

type Election = Extract<Happening, { readonly type: 'LeaderElected' }>

function elections(...bodies: readonly Partial<Election>[]) {
  const rest = {
    type: 'LeaderElected',
    topicPartition: 'orders-1',
    from: 2,
    to: 3,
    leaderEpoch: 1,
    isr: [3, 1],
  } as const
  return bodies.map((body, index) => ({
    id: index + 1,
    atUs: index * 1_000,
    body: { ...rest, election: 'clean', ...body } as const,
  }))
}

test('who leads after a broker is told by the election that took the lead from it', () => {
  const happened = elections({ topicPartition: 'orders-0' }, { from: 1, to: 2 }, { from: 2, to: 3 }, { from: 3, to: 1 })
  expect(electionAfter(happened, 'orders-1', 'broker-2')).toMatchObject({ id: 3, body: { to: 3 } })
  expect(electionAfter(happened, 'orders-2', 'broker-2')).toBeNull()
})

test('where a new controller elects in two steps, the second one counts', () => {
  const gone = { from: 2, to: -1, election: 'pending' } as const
  const happened = elections(gone, { topicPartition: 'orders-0', from: -1 }, { from: -1, to: 3, leaderEpoch: 2 })
  expect(electionAfter(happened, 'orders-1', 'broker-2')).toMatchObject({ id: 3, body: { to: 3 } })
  expect(electionAfter(happened.slice(0, 2), 'orders-1', 'broker-2')).toBeNull()
})

test('where nobody is left to lead, that is what came of it', () => {
  const happened = elections({ from: 2, to: -1, election: 'none' }, { from: -1, to: 2, leaderEpoch: 2 })
  expect(electionAfter(happened, 'orders-1', 'broker-2')).toMatchObject({ id: 1, body: { to: -1 } })
})
