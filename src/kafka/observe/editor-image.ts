/** The pictures of what somebody has opened in a terminal and not left yet: an editor, or a pager. */

export interface EditorImage {
  readonly kind: 'editor'
  readonly processId: number
  /** `vi`, `nano` */
  readonly program: string
  /** As it was typed. */
  readonly name: string
  readonly path: string
  /** As the file has it. */
  readonly text: string
  readonly readOnly: boolean
  /** The line to begin at, from 1 on; 0 is the last one. */
  readonly line: number
  /** What the program says at its foot, in its own words; how often it has said something. */
  readonly said: string
  readonly saidTimes: number
}

export interface PagerImage {
  readonly kind: 'pager'
  readonly processId: number
  /** `less`, `more` */
  readonly program: string
  /** Names as they were typed; empty for standard input. */
  readonly files: readonly { readonly name: string; readonly text: string }[]
  /** False while more may come. */
  readonly isWhole: boolean
  /** Where to begin: a line, from 1 on, 0 being the last; or what is searched for first. */
  readonly first: { readonly line: number } | { readonly words: string }
  readonly numbers: boolean
  /** Long lines go on to the right, and not below. */
  readonly chops: boolean
  readonly ignoresCase: boolean
  /** Going on behind the last page ends it. */
  readonly endsAtEnd: boolean
}
