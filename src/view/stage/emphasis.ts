import { useFollowed } from '../../store/followed-store.ts'
import { useImageStore } from '../../store/image-store.ts'
import type { Selection } from '../../store/selection-store.ts'
import type { Emphasis, FollowedRecord } from '../painting/brush.ts'
import type { StageViewState } from './stage-view-store.ts'

/** What the picture stresses, from what the reader picked and points at. */
export function emphasisOf(
  selection: Selection | null,
  view: Pick<StageViewState, 'hover' | 'activeId' | 'activeOffset'>,
): Emphasis {
  const { hover, activeId, activeOffset } = view
  const partitionOf = (replicaId: string) => replicaId.replace(/@\d+$/, '')
  const pointed =
    hover?.kind === 'record'
      ? { topicPartition: partitionOf(hover.replicaId), offset: hover.offset }
      : activeId !== null && activeOffset !== null
        ? { topicPartition: partitionOf(activeId), offset: activeOffset }
        : null
  const picked = selection?.kind === 'replica' || selection?.kind === 'record' || selection?.kind === 'partition'
  const pickedPartition = picked ? partitionOf(selection.id) : null
  const record =
    selection?.kind === 'record' && selection.offset !== undefined ? followed(selection.id, selection.offset) : null
  const hoveredLane = hover?.kind === 'lane' ? partitionOf(hover.replicaId) : null
  return {
    record,
    followed: useFollowed.getState().places,
    hoveredRecord: pointed,
    groupId: hover?.kind === 'group' ? hover.groupId : selection?.kind === 'group' ? selection.id : null,
    messageId: selection?.kind === 'message' ? Number(selection.id) : null,
    replicaId: selection?.kind === 'replica' ? selection.id : null,
    topicPartition: pickedPartition ?? hoveredLane,
  }
}

/** The record with what identifies it before it had an offset, as far as the log still shows it. */
function followed(replicaId: string, offset: number): FollowedRecord {
  const cell = useImageStore
    .getState()
    .image.replicas.get(replicaId)
    ?.cells.find((record) => record.offset === offset)
  const topicPartition = replicaId.replace(/@\d+$/, '')
  return { topicPartition, offset, producerId: cell?.producerId ?? -1, sequence: cell?.sequence ?? -1 }
}
