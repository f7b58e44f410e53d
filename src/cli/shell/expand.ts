import type { ShellWord } from './script.ts'

/** `?` is the last exit code; unset variables are empty, as in bash. */
export type Variables = ReadonlyMap<string, string>

/** A word as a single string, as in an assignment, a redirection or a here-document. */
export function expandToText(word: ShellWord, variables: Variables): string {
  return word.map((piece) => (piece.kind === 'text' ? piece.text : valueOfPiece(piece, variables))).join('')
}

/** Words as arguments: unquoted expansions are split at blanks, and one that comes to nothing is no argument. */
export function expandToArguments(words: readonly ShellWord[], variables: Variables): string[] {
  return words.flatMap((word) => expandWord(word, variables))
}

function expandWord(word: ShellWord, variables: Variables): string[] {
  const fields: string[] = []
  let field: string | null = null
  for (const piece of word) {
    if (piece.kind === 'text') field = (field ?? '') + piece.text
    else if (piece.quoted) field = (field ?? '') + valueOfPiece(piece, variables)
    else {
      const [head, ...rest] = valueOfPiece(piece, variables).split(/[ \t\n]+/)
      if (head !== undefined && head !== '') field = (field ?? '') + head
      for (const next of rest) {
        if (field !== null) fields.push(field)
        field = next === '' ? null : next
      }
    }
  }
  if (field !== null) fields.push(field)
  return fields
}

function valueOfPiece(piece: { readonly name: string; readonly fallback: string }, variables: Variables): string {
  const value = variables.get(piece.name)
  return value === undefined || value === '' ? piece.fallback : value
}
