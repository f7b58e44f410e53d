import type { DetailProps } from '../kind-view.ts'
import { ReplicaCleaning } from './Cleaning.tsx'
import { SegmentsButton } from './SegmentsButton.tsx'

export function ReplicaTools(props: DetailProps) {
  const replica = props.image.replicas.get(props.id)
  return (
    <>
      {replica !== undefined && <ReplicaCleaning topic={replica.topic} id={props.id} />}
      <SegmentsButton {...props} />
    </>
  )
}
