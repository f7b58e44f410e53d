import type { ClusterImage } from '../../kafka/observe/cluster-image.ts'
import { replayed } from '../history/replayed.ts'
import type { LongQuestion } from './question.ts'

/** What was there to be seen at another instant, or is on another branch. */
interface ReadImage {
  readonly type: 'readImage'
  readonly atUs: number
  /** Absent: of the branch on screen. */
  readonly branchId?: string
}

interface ImageRead {
  readonly type: 'imageRead'
  readonly atUs: number
  readonly image: ClusterImage
}

export const readImage: LongQuestion<ReadImage, ImageRead> = {
  begin: ({ parts, timeline }, { atUs, branchId }) =>
    replayed(timeline, {
      from: { atUs },
      to: { atUs },
      observer: {},
      ...(branchId === undefined ? {} : { branchId }),
      answer: (world) => ({ type: 'imageRead', atUs: world.nowUs, image: parts.buildImage(world) }),
    }),
}
