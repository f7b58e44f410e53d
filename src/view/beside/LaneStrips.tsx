import { useT } from '../../i18n/index.ts'
import type { ClusterImage, ReplicaImage } from '../../kafka/observe/cluster-image.ts'
import type { Difference } from '../../store/beside-store.ts'
import { useImageStore } from '../../store/image-store.ts'
import { isInternal } from '../painting/key-palette.ts'
import { type StripCell, stripCells } from './strip-cells.ts'
import { useBesideAtLeisure } from './use-at-leisure.ts'

/** Lanes compared; those that differ come first. */
const LANES = 8
/** Offsets of each lane, the newest. */
const CELLS = 24

/** Where two stages have no room: of each partition the leader's log, here above and there below it, offset by offset. */
export function LaneStrips() {
  const t = useT()
  const beside = useBesideAtLeisure()
  const { image } = useImageStore.getState()
  if (!beside.ready) return null
  return (
    <ul className="lane-strips" aria-label={t('beside.lanes')}>
      {partitionsOf(image, beside.differences).map((id) => (
        <Strip key={id} id={id} here={leading(image, id)} there={leading(beside.image, id)} />
      ))}
    </ul>
  )
}

interface StripProps {
  readonly id: string
  readonly here: ReplicaImage | undefined
  readonly there: ReplicaImage | undefined
}

function Strip({ id, here, there }: StripProps) {
  const t = useT()
  const { mine, theirs } = stripCells(here, there, CELLS)
  const end = (replica: ReplicaImage | undefined) => replica?.logEndOffset ?? '–'
  return (
    <li className="lane-strip">
      <span className="mono">{id}</span>
      <svg viewBox={`0 0 ${CELLS * 10} 25`} preserveAspectRatio="none" aria-hidden="true">
        <Row cells={mine} y={0} />
        <Row cells={theirs} y={14} />
      </svg>
      <span className="lane-strip-ends">{t('beside.ends', { here: end(here), there: end(there) })}</span>
    </li>
  )
}

/** One path for each way a cell may look. */
function Row({ cells, y }: { readonly cells: readonly StripCell[]; readonly y: number }) {
  const path = (wanted: StripCell) =>
    cells.map((cell, at) => (cell === wanted ? `M${at * 10 + 1} ${y}h8v11h-8z` : '')).join('')
  return (
    <>
      <path className="strip-same" d={path('same')} />
      <path className="strip-unread" d={path('notVisible')} />
      <path className="strip-differs" d={path('differs')} />
      <path className="strip-missing" d={path('missing')} />
    </>
  )
}

function partitionsOf(image: ClusterImage, differences: readonly Difference[]): readonly string[] {
  const differing = new Set(differences.map(({ id }) => id))
  const ids = [...image.partitions.keys()].filter((id) => !isInternal(id))
  return [...ids.filter((id) => differing.has(id)), ...ids.filter((id) => !differing.has(id))].slice(0, LANES).sort()
}

/** The leader's replica, else the longest. */
function leading(image: ClusterImage, id: string): ReplicaImage | undefined {
  let best: ReplicaImage | undefined
  for (const replica of image.replicas.values()) {
    if (replica.topicPartition !== id) continue
    if (replica.role === 'leader') return replica
    if (best === undefined || replica.logEndOffset > best.logEndOffset) best = replica
  }
  return best
}
