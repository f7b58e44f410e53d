/** Plays every failure story up to where a reader comes in, for the build, which keeps a picture of each (`scripts/failure-pictures.mjs`). */
import { failureIds } from '../../scenarios/failures/failure-ids.ts'
import { type FailurePictures, pictureOf } from '../../view/failures/failure-picture.ts'
import { LivedFailure } from '../lived-failure.ts'

export function drawFailures(): FailurePictures {
  const drawn = failureIds.map((id) => [id, pictureOf(new LivedFailure(id).image)] as const)
  return Object.fromEntries(drawn) as FailurePictures
}
