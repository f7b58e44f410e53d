/** What the page needs of the storage before it opens it. */

export const DATABASE_NAME = 'kafkascope'

/**
 * True where the browser is sure that nothing was ever saved here. Where it does not know or must not tell, opening the
 * storage will show.
 */
export async function isNothingStored(): Promise<boolean> {
  try {
    return (await indexedDB.databases()).every(({ name }) => name !== DATABASE_NAME)
  } catch {
    return false
  }
}

/** Random, and available outside secure contexts too, such as a teacher's laptop serving the room over plain HTTP. */
export function newRunId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
