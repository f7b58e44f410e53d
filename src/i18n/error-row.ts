/** What a learner may ask of an error in a terminal, in both languages side by side. */
export interface ErrorRow {
  readonly id: string
  /** Of one line of what was printed; the texts and the command name its groups, `{topic}`. */
  readonly pattern: RegExp
  /** What happened, why, and what to do next. */
  readonly en: string
  readonly ko: string
  /** A command that helps on. */
  readonly command?: string
}
