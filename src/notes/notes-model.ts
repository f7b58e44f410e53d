/** What notes are once they were read: a page to look at, and the blocks in it that can do something. */

export type NotesFormat = 'markdown' | 'asciidoc' | 'text'

export interface Notes {
  /** Of the file's front matter; null where it has none. */
  readonly title: string | null
  /** Not clean yet: whoever shows it has a sanitiser go over it. Each block is an empty element that names its place in `blocks`. */
  readonly html: string
  readonly headings: readonly Heading[]
  /** It could not be made a page of, and stands there as it was written. */
  readonly asWritten: boolean
  readonly blocks: readonly NotesBlock[]
}

export interface Heading {
  /** 1 to 6. */
  readonly level: number
  readonly text: string
  /** As links within notes name it. */
  readonly slug: string
}

export type BlockKind = 'shell' | 'json' | 'properties' | 'java' | 'sql' | 'text'

export interface NotesBlock {
  readonly kind: BlockKind
  /** What stands behind the fence's marks; empty where nothing does. */
  readonly label: string
  readonly text: string
  /** What becomes of each of its lines; empty unless it is for a shell. */
  readonly roles: readonly LineRole[]
  /** In the order in which they are typed; empty unless it is for a shell. */
  readonly pastes: readonly Paste[]
  /** What it can be saved as; null where nothing tells. */
  readonly file: BlockFile | null
}

/** `input` goes to a console producer, `output` is what the notes' author saw, `remark` is for people. */
export type LineRole = 'command' | 'input' | 'output' | 'remark'

/** Lines that one terminal gets at once. */
export interface Paste {
  readonly lines: readonly string[]
  /** It ends with a command that goes on until somebody ends it, and so needs a terminal of its own. */
  readonly keepsRunning: boolean
  /** Lines for the producer that it starts, as they stand in the notes: with its prompt. */
  readonly input: readonly string[]
}

export interface BlockFile {
  readonly name: string
  /** To the end of a file that a Kafka distribution brings along, whose other lines are still wanted. */
  readonly append: boolean
}
