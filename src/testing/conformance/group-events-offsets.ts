/** Players of commits, fetches and deletions of offsets, of groups' ends and of their move to another broker. */
import type { ErrorCode } from '../../kafka/common/errors.ts'
import { committedRow } from '../../kafka/coordinator/timeline.ts'
import type { ClassicGroupState } from '../../kafka/group/classic-group-state.ts'
import { ask, commitAll, elect, groupOf, pass, resign, shardOf } from '../coordinator-bench.ts'
import { answered, lived, type Outcome, type Player, stateNow } from './group-events.ts'
import { recordsOf } from './group-events-join.ts'
import { commit, GROUP, type GroupStage, groupIn } from './group-stage.ts'

export const offsetPlayers: readonly Player[] = [
  {
    events: ['OffsetCommit from a simple consumer (generation < 0, no member id)'],
    proves: [],
    play: (from) => answered(groupIn(from), (stage) => commit(stage, '', -1)),
  },
  {
    events: ['OffsetCommit', 'OffsetCommit with a generation'],
    proves: [],
    play: (from) => answered(groupIn(from), (stage) => commit(stage, stage.leader)),
  },
  { events: ['OffsetFetch'], proves: [], play: fetchOffsets },
  { events: ['last offset expired'], proves: ['tombstones for the group'], play: lastOffsetExpires },
  { events: ['DeleteGroups'], proves: [], play: deleteGroup },
  {
    events: ['OffsetDelete for a topic the group subscribes to'],
    proves: [],
    play: (from) => deleteOffset(from, (stage) => commit(stage, stage.leader)),
  },
  { events: ['OffsetDelete'], proves: [], play: (from) => deleteOffset(from, (stage) => commit(stage, '', -1)) },
  {
    events: ['the offsets partition moves to another broker'],
    proves: ['unloaded here; loaded there from the log'],
    play: partitionMoves,
  },
]

function fetchOffsets(from: ClassicGroupState): Outcome {
  return answered(groupIn(from), ({ bench }) =>
    ask(bench, 'client', { type: 'OffsetFetchRequest', groupId: GROUP, topicPartitions: null, requireStable: false }),
  )
}

function lastOffsetExpires(from: ClassicGroupState): Outcome {
  const stage = groupIn(from, { 'offsets.retention.minutes': '1' })
  commit(stage, '', -1)
  const before = recordsOf(stage)
  return lived(
    stage,
    ({ bench }) => pass(bench, 1_200_000),
    () => (recordsOf(stage) > before ? null : 'no tombstones were written'),
  )
}

function deleteGroup(from: ClassicGroupState): Outcome {
  const stage = groupIn(from)
  if (from === 'Empty') commit(stage, '', -1)
  return answered(
    stage,
    ({ bench }) => ask(bench, 'admin', { type: 'DeleteGroupsRequest', groups: [GROUP] }),
    () => {
      commitAll(stage.bench)
      return from === 'Empty' && committed(stage) > 0 ? 'its offsets are still there' : null
    },
  )
}

function committed(stage: GroupStage): number {
  const shard = shardOf(stage.bench, GROUP)
  return (shard === undefined ? undefined : committedRow(shard.offsets, GROUP))?.size ?? 0
}

/** Whether the deletion is allowed is told for the request, what became of each partition beside it. */
function deleteOffset(from: ClassicGroupState, prepare: (stage: GroupStage) => unknown): Outcome {
  const stage = groupIn(from)
  prepare(stage)
  const before = committed(stage)
  const response = ask(stage.bench, 'admin', {
    type: 'OffsetDeleteRequest',
    groupId: GROUP,
    topicPartitions: ['orders-0'],
  })
  commitAll(stage.bench)
  let errorCode: ErrorCode | null = null
  if (response?.type === 'OffsetDeleteResponse')
    errorCode = response.errorCode === 'NONE' ? (response.partitions[0]?.errorCode ?? null) : response.errorCode
  const kept = committed(stage) === before
  const problem = before === 0 || kept === (errorCode === 'NONE') ? 'the offset is not as the answer says' : null
  return { states: [stateNow(stage)], errorCode, problem }
}

function partitionMoves(from: ClassicGroupState): Outcome {
  const stage = groupIn(from)
  return lived(
    stage,
    ({ bench }) => resign(bench, GROUP),
    () => {
      if (groupOf(stage.bench, GROUP) !== undefined) return 'it is still here'
      elect(stage.bench, GROUP)
      return groupOf(stage.bench, GROUP) === undefined ? 'it cannot be loaded from the log' : null
    },
  )
}
