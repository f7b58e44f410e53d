import type { Response } from '../protocol/apis.ts'

const HEADER_BYTES = 40
const ROW_BYTES = 50

/** What a response takes on the wire, near enough for a slow link: a header, and something for each element of its lists. */
export function sizeOfResponse(response: Response): number {
  let size = HEADER_BYTES
  for (const field of Object.values(response) as unknown[]) {
    if (Array.isArray(field)) size += field.length * ROW_BYTES
  }
  return size
}
