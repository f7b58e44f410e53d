/** What every search for matches compares. */

/** Four bytes, little-endian, as a signed number. */
export function wordAt(bytes: Uint8Array, at: number): number {
  return (
    (bytes[at] as number) |
    ((bytes[at + 1] as number) << 8) |
    ((bytes[at + 2] as number) << 16) |
    ((bytes[at + 3] as number) << 24)
  )
}

export function fourAreEqual(bytes: Uint8Array, one: number, other: number): boolean {
  return wordAt(bytes, one) === wordAt(bytes, other)
}

/** How many bytes are the same from two places on; the later place, `other`, does not get beyond `end`. */
export function equalLength(bytes: Uint8Array, one: number, other: number, end: number): number {
  let length = 0
  while (other + length < end && bytes[one + length] === bytes[other + length]) length++
  return length
}
