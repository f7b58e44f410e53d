import type { Rect } from '../../layout/geometry.ts'
import { place } from '../../stage/place.ts'

export interface LaneNameProps {
  readonly topicPartition: string
  readonly at: Rect
  /** The lane it stands in. */
  readonly within: Rect
}

/** A partition's name. Where there is no room the topic is cut short: which of its partitions it is, is always there. */
export function LaneName({ topicPartition, at, within }: LaneNameProps) {
  const number = topicPartition.lastIndexOf('-')
  return (
    <span className="lane-label" style={place(at, within)} title={topicPartition}>
      <span className="lane-topic">{topicPartition.slice(0, number)}</span>
      <span>{topicPartition.slice(number)}</span>
    </span>
  )
}
