import type { Translate } from '../../../i18n/index.ts'
import { type CellImage, type ClusterImage, IMAGE_CELLS } from '../../../kafka/observe/cluster-image.ts'

/** A record that is lost from this place of a replica's log. */
export interface Ghost {
  /** What it was, as far as that is known. */
  readonly cell: CellImage | undefined
  /** With its offset, it tells the record from whatever stands there now. */
  readonly leaderEpoch: number
  /**
   * `doomed`: acknowledged, and not in the log of whoever leads; it still stands here. `gone`: it was that, and was cut
   * off. `power`: it stood in memory only when the power went.
   */
  readonly how: 'doomed' | 'gone' | 'power'
}

/** What is lost at this offset of this replica; null where nothing is. */
export function ghostAt(image: ClusterImage, replicaId: string, offset: number): Ghost | null {
  const replica = image.replicas.get(replicaId)
  const here = (cell: CellImage) => cell.offset === offset
  const loss = image.losses.get(replicaId)
  const range = loss?.ranges.find(({ fromOffset, toOffset }) => offset >= fromOffset && offset < toOffset)
  if (range !== undefined) {
    const { leaderEpoch, gone } = range
    if (gone) return { cell: loss?.cells.find(here), leaderEpoch, how: 'gone' }
    return { cell: replica?.cells.find(here), leaderEpoch, how: 'doomed' }
  }
  const page = replica?.lostPages?.cells.find(here)
  return page === undefined ? null : { cell: page, leaderEpoch: page.leaderEpoch, how: 'power' }
}

/** Where something stands or stood on a replica, as far as a lane may show it; lowest first. */
export function offsetsOn(image: ClusterImage, replicaId: string): readonly number[] {
  const replica = image.replicas.get(replicaId)
  const standing = [...(replica?.cells ?? []), ...(replica?.lostPages?.cells ?? [])].map(({ offset }) => offset)
  const gone = (image.losses.get(replicaId)?.ranges ?? []).flatMap(({ fromOffset, toOffset, gone: isGone }) => {
    const from = Math.max(fromOffset, toOffset - IMAGE_CELLS)
    return isGone ? Array.from({ length: toOffset - from }, (_, index) => from + index) : []
  })
  return [...new Set([...standing, ...gone])].sort((a, b) => a - b)
}

/** As it is read out: `offset 57, key alice. Acknowledged, and cut off here.` */
export function ghostLabel(t: Translate, image: ClusterImage, replicaId: string, offset: number): string | null {
  const ghost = ghostAt(image, replicaId, offset)
  if (ghost === null) return null
  const key = ghost.cell?.key ?? t('stage.record.noKey')
  return `${t('following.placed', { topicPartition: replicaId.split('@')[0]!, offset })}, ${t('stage.record.key')} ${key}. ${t(`stage.ghost.${ghost.how}`)}`
}
