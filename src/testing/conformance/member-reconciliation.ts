/** Plays the rows about a member of the new group protocol: from one state, on one occasion, to the next. */
import { type MemberState, type ReconcilingMember, reconcile } from '../ahead/current-assignment.ts'
import { type Json, objectOf, stringOf } from './suite.ts'

const TARGET_EPOCH = 7
const STARTED_AT_EPOCH = 5

interface Occasion {
  readonly when: RegExp
  readonly from: MemberState
  /** What the member comes to; several where the row names several. */
  readonly outcomes: () => readonly ReconcilingMember[]
}

function member(state: MemberState, more: Partial<ReconcilingMember> = {}): ReconcilingMember {
  return { state, memberEpoch: STARTED_AT_EPOCH, assigned: ['a-0'], pendingRevocation: [], ...more }
}

const target = (...partitions: string[]): { epoch: number; partitions: string[] } => ({
  epoch: TARGET_EPOCH,
  partitions,
})
const free = (): boolean => true
const taken = (partition: string): boolean => partition !== 'a-1'
const revoking = { pendingRevocation: ['a-9'] }

const OCCASIONS: readonly Occasion[] = [
  {
    from: 'STABLE',
    when: /^member epoch = target/,
    outcomes: () => [reconcile(member('STABLE', { memberEpoch: TARGET_EPOCH }), target('a-0', 'a-1'), null, free)],
  },
  {
    from: 'STABLE',
    when: /must give up partitions and still owns/,
    outcomes: () => [reconcile(member('STABLE', { assigned: ['a-0', 'a-9'] }), target('a-0'), ['a-0', 'a-9'], free)],
  },
  {
    from: 'STABLE',
    when: /nothing to give up; all new partitions are free/,
    outcomes: () => [reconcile(member('STABLE'), target('a-0', 'a-1'), ['a-0'], free)],
  },
  {
    from: 'STABLE',
    when: /nothing to give up; some new partitions still/,
    outcomes: () => [reconcile(member('STABLE'), target('a-0', 'a-1'), ['a-0'], taken)],
  },
  {
    from: 'UNREVOKED_PARTITIONS',
    when: /still lists a partition to be revoked, or lists nothing/,
    outcomes: () =>
      [['a-0', 'a-9'], null].map((owned) =>
        reconcile(member('UNREVOKED_PARTITIONS', revoking), target('a-0'), owned, free),
      ),
  },
  {
    from: 'UNREVOKED_PARTITIONS',
    when: /no longer lists any/,
    outcomes: () => [
      reconcile(member('UNREVOKED_PARTITIONS', revoking), target('a-0'), ['a-0'], free),
      reconcile(member('UNREVOKED_PARTITIONS', revoking), target('a-0', 'a-1'), ['a-0'], taken),
      // The newest target takes away more.
      reconcile(member('UNREVOKED_PARTITIONS', revoking), target('a-1'), ['a-0'], free),
    ],
  },
  {
    from: 'UNRELEASED_PARTITIONS',
    when: /still owned by another/,
    outcomes: () => [reconcile(member('UNRELEASED_PARTITIONS'), target('a-0', 'a-1'), null, taken)],
  },
  {
    from: 'UNRELEASED_PARTITIONS',
    when: /all wanted partitions free/,
    outcomes: () => [reconcile(member('UNRELEASED_PARTITIONS'), target('a-0', 'a-1'), null, free)],
  },
]

/** Null: agrees. Undefined: an occasion no player knows. */
export function memberTransitionProblem(json: Json): string | null | undefined {
  const row = objectOf(json, 'member transition')
  const from = stringOf(row.from, 'from')
  const when = stringOf(row.when, 'when')
  const occasion = OCCASIONS.find((candidate) => candidate.from === from && candidate.when.test(when))
  if (occasion === undefined) return undefined
  const outcomes = occasion.outcomes()
  const named: readonly string[] = stringOf(row.to, 'to').match(/[A-Z]+(?:_[A-Z]+)*\b/g) ?? []
  const states = outcomes.map(({ state }) => state as string)
  if (states.some((state) => !named.includes(state)) || named.some((state) => !states.includes(state))) {
    return `comes to ${states.join(', ')}, should come to ${named.join(', ')}`
  }
  return epochProblem(row.memberEpoch, outcomes)
}

function epochProblem(rule: Json | undefined, outcomes: readonly ReconcilingMember[]): string | null {
  for (const { state, memberEpoch } of outcomes) {
    let expected = memberEpoch
    if (rule === 'unchanged') expected = STARTED_AT_EPOCH
    if (rule === 'target') expected = TARGET_EPOCH
    if (typeof rule === 'string' && rule.startsWith('+1'))
      expected = state === 'UNREVOKED_PARTITIONS' ? STARTED_AT_EPOCH + 1 : TARGET_EPOCH
    if (memberEpoch !== expected) return `${state} is at epoch ${memberEpoch}, should be at ${expected}`
  }
  return null
}
