import type { DetailProps } from '../kind-view.ts'
import { RecordPartitioning } from '../producer/partitioner/RecordPartitioning.tsx'
import { SegmentsButton } from './SegmentsButton.tsx'

/** A record's bytes and how its partition is chosen, and the way to the file that it lies in. */
export function RecordSettings(props: DetailProps) {
  return (
    <>
      <RecordPartitioning {...props} />
      <SegmentsButton {...props} />
    </>
  )
}
