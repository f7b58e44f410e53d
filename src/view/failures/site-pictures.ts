/** Where the pictures of the failure stories come from: the build (`scripts/failure-pictures.mjs`) puts in what the engine has made of each. */
import type { FailurePictures } from './failure-picture.ts'

/** Null where nothing was drawn, as in tests and in `npm run dev`. */
export async function fetchPictures(): Promise<FailurePictures | null> {
  return null
}
