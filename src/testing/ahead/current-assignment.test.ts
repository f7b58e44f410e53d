import { expect, test } from 'vitest'
import { consumerGroupState, type ReconcilingMember, reconcile } from './current-assignment.ts'

test('a newcomer gets a partition only when its owner has let go of it', () => {
  let old: ReconcilingMember = { state: 'STABLE', memberEpoch: 1, assigned: ['a-0', 'a-1'], pendingRevocation: [] }
  let newcomer: ReconcilingMember = { state: 'STABLE', memberEpoch: 0, assigned: [], pendingRevocation: [] }
  const held = (partition: string): boolean => [...old.assigned, ...old.pendingRevocation].includes(partition)

  newcomer = reconcile(newcomer, { epoch: 2, partitions: ['a-1'] }, [], (partition) => !held(partition))
  expect(newcomer).toEqual({ state: 'UNRELEASED_PARTITIONS', memberEpoch: 2, assigned: [], pendingRevocation: [] })
  old = reconcile(old, { epoch: 2, partitions: ['a-0'] }, ['a-0', 'a-1'], () => true)
  expect(old).toMatchObject({
    state: 'UNREVOKED_PARTITIONS',
    memberEpoch: 1,
    assigned: ['a-0'],
    pendingRevocation: ['a-1'],
  })
  expect(consumerGroupState(2, 2, [old, newcomer])).toBe('Reconciling')

  old = reconcile(old, { epoch: 2, partitions: ['a-0'] }, ['a-0'], () => true)
  expect(old).toMatchObject({ state: 'STABLE', memberEpoch: 2 })
  newcomer = reconcile(newcomer, { epoch: 2, partitions: ['a-1'] }, [], (partition) => !held(partition))
  expect(newcomer).toMatchObject({ state: 'STABLE', assigned: ['a-1'] })
  expect(consumerGroupState(2, 2, [old, newcomer])).toBe('Stable')
})

test('a group whose members are behind its epoch is still being assigned', () => {
  expect(consumerGroupState(3, 2, [{ state: 'STABLE', memberEpoch: 2, assigned: [], pendingRevocation: [] }])).toBe(
    'Assigning',
  )
  expect(consumerGroupState(3, 3, [])).toBe('Empty')
})
