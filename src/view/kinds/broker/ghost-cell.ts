import type { CellImage, ClusterImage } from '../../../kafka/observe/cluster-image.ts'

/** A record that is lost from this place of a replica's log. */
export interface Ghost {
  /** What it was, as far as that is known. */
  readonly cell: CellImage | undefined
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
  if (range?.gone === true) return { cell: loss?.cells.find(here), how: 'gone' }
  if (range !== undefined) return { cell: replica?.cells.find(here), how: 'doomed' }
  const page = replica?.lostPages?.cells.find(here)
  return page === undefined ? null : { cell: page, how: 'power' }
}
