/** String.split of one character: empty parts at the end are none, and an empty text is one part. */
export function javaSplit(text: string, separator: string): string[] {
  const parts = text.split(separator)
  if (text === '') return parts
  while (parts.at(-1) === '') parts.pop()
  return parts
}
