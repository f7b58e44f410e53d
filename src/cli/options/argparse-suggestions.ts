/** `Did you mean:`, as argparse4j finds what is near to a word that nobody knows. */
import { type ParserPlace, specsOf } from './argparse.ts'

/** From here on nothing is near. */
const TOO_FAR = 7
const COSTS = { substitute: 2, add: 1, remove: 4 }

/** The nearest options, or sub-commands, by text; none where nothing is near, or `word` is null. */
export function suggestions(place: ParserPlace, word: string | null): string[] {
  if (word === null) return []
  const body = bodyOf(word)
  if (body !== word && body.length < 2) return []
  const subjects =
    body === word
      ? Object.keys(place.parser.commands ?? {})
      : specsOf(place)
          .flatMap(({ flags }) => flags)
          .filter((flag) => bodyOf(flag).length > 1)
  const far = subjects.map((subject) => ({ subject, distance: distance(body, bodyOf(subject)) }))
  const nearest = far.reduce((least, each) => Math.min(least, each.distance), TOO_FAR)
  return far
    .filter((each) => each.distance === nearest && nearest < TOO_FAR)
    .map(({ subject }) => subject)
    .sort((a, b) => (a < b ? -1 : 1))
}

function bodyOf(word: string): string {
  return word.replace(/^-+(?=.)/s, '')
}

/** Edits that make `b` of `a`; two letters in the wrong order cost nothing. */
function distance(a: string, b: string): number {
  if (b.startsWith(a)) return 0
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, index) => index)]
  const at = (i: number, j: number) => rows[i]?.[j] ?? 0
  for (let i = 1; i <= a.length; i++) {
    rows.push([i])
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      const swapped = i > 1 && j > 1 && !same && a[i - 2] === b[j - 1] && a[i - 1] === b[j - 2]
      const best = Math.min(
        at(i - 1, j - 1) + (same ? 0 : COSTS.substitute),
        at(i - 1, j) + COSTS.remove,
        at(i, j - 1) + COSTS.add,
        swapped ? at(i - 2, j - 2) : Number.POSITIVE_INFINITY,
      )
      rows[i]?.push(best)
    }
  }
  return at(a.length, b.length)
}
