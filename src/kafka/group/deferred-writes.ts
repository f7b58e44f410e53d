/** What waits for the high watermark. Counterpart: CoordinatorRuntime's DeferredEventQueue. */
import { unreachable } from '../../engine/assert.ts'
import type { ErrorCode } from '../common/errors.ts'
import type { CoordinatorHost } from './coordinator-host.ts'
import type { AfterWrite, CoordinatorShard } from './coordinator-state.ts'
import { failed } from './error-response.ts'
import { commitChange } from './group-offsets.ts'
import { completeStaticJoin } from './join-group.ts'
import { toResponseError } from './shard-writer.ts'
import { completeAssignment } from './sync-group.ts'

/** Everything below the high watermark is committed: readers see it, and whoever waited for it is answered. */
export function completeWrites(shard: CoordinatorShard, host: CoordinatorHost): void {
  const { deferred } = shard
  // What one completion writes itself may be committed by completion, so the head is looked at anew each time.
  for (let write = deferred[0]; write !== undefined && write.offset <= shard.highWatermark; write = deferred[0]) {
    deferred.shift()
    for (const change of write.changes) commitChange(shard, change, write.offset)
    if (write.completion !== null) after(shard, write.completion, 'NONE', host)
  }
}

/** offsets.commit.timeout.ms is over: those who wait are told to try again. The write itself may still be committed. */
export function expireWrites(shard: CoordinatorShard, host: CoordinatorHost): void {
  shard.writeTimer = null
  for (let i = 0; i < shard.deferred.length; i++) {
    const write = shard.deferred[i]
    if (write === undefined || write.completion === null || write.expiresAtUs > host.node.nowUs) continue
    shard.deferred[i] = { ...write, completion: null }
    after(shard, write.completion, toResponseError('REQUEST_TIMED_OUT'), host)
  }
}

/** The partition has moved to another broker, which may or may not have got them. */
export function abandonWrites(shard: CoordinatorShard, host: CoordinatorHost): void {
  const abandoned = shard.deferred.splice(0)
  for (const { completion } of abandoned) {
    if (completion !== null) after(shard, completion, 'NOT_COORDINATOR', host)
  }
}

function after(shard: CoordinatorShard, completion: AfterWrite, errorCode: ErrorCode, host: CoordinatorHost): void {
  if (completion.type === 'Respond') {
    host.respond(completion.to, errorCode === 'NONE' ? completion.response : failed(completion.response, errorCode))
    return
  }
  const group = shard.groups.get(completion.groupId)
  if (group === undefined) return
  switch (completion.type) {
    case 'PropagateAssignment':
      return completeAssignment(shard, group, completion.generationId, completion.assignments, errorCode, host)
    case 'CompleteStaticJoin':
      return completeStaticJoin(shard, group, completion, errorCode, host)
    default:
      return unreachable(completion)
  }
}
