import type { Rect } from '../../layout/geometry.ts'
import { NumberedName } from '../../stage/NumberedName.tsx'
import { place } from '../../stage/place.ts'

export interface LaneNameProps {
  readonly topicPartition: string
  readonly at: Rect
  /** The lane it stands in. */
  readonly within: Rect
}

/** A partition's name at its place. */
export function LaneName({ topicPartition, at, within }: LaneNameProps) {
  return (
    <span className="lane-label" style={place(at, within)} title={topicPartition}>
      <NumberedName name={topicPartition} />
    </span>
  )
}
