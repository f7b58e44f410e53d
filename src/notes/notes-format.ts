import type { NotesFormat } from './notes-model.ts'

/** By how a file's name ends; what is no AsciiDoc is taken for Markdown, which plain text mostly is. */
export function formatOf(name: string): NotesFormat {
  return /\.(?:adoc|asciidoc|asc)$/i.test(name) ? 'asciidoc' : 'markdown'
}

/** Pasted text has no name: a title or a source block as only AsciiDoc has them. */
export function formatOfText(text: string): NotesFormat {
  return /^(?:=+ \S|\[(?:source|,)[^\]]*\]\s*$)/m.test(text) && !/^(?:#+ \S|```)/m.test(text) ? 'asciidoc' : 'markdown'
}
