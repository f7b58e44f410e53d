import { UnderWay } from '../../moves/UnderWay.tsx'
import type { DetailProps } from '../kind-view.ts'
import '../../moves/moves.css'

/** While its replicas move: how far that is, and the way to call it off. */
export function PartitionMoves({ id, image }: DetailProps) {
  return <UnderWay image={image} only={id} />
}
