import type { NotesFormat } from './notes-model.ts'

/** By how a file's name ends; what is no AsciiDoc is taken for Markdown, which plain text mostly is. */
export function formatOf(name: string): NotesFormat {
  return /\.(?:adoc|asciidoc|asc)$/i.test(name) ? 'asciidoc' : 'markdown'
}
