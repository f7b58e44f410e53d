/** How a version declares the options of a tool that argparse4j reads: `cli/options/argparse.ts` parses by it. */

export interface ArgumentSpec {
  /** As they were declared, `--id`, `-i`: messages name them all, usage the first. */
  readonly flags: readonly string[]
  readonly type?: 'String' | 'Integer' | 'Long' | 'Short' | 'Double'
  /** Takes no value. */
  readonly isFlag?: true
  readonly required?: true
  readonly choices?: readonly string[]
  readonly defaultValue?: string
  /** How usage calls the value, where it is not the name in capitals. */
  readonly metavar?: string
  /** Takes as many words as follow. */
  readonly many?: true
  /** May be given more than once. */
  readonly repeatable?: true
  /** Name of one of the parser's groups. */
  readonly group?: string
  /** In our own words, one line. */
  readonly help: string
}

export interface ArgumentGroup {
  /** Of its arguments at most one may be given. */
  readonly exclusive?: true
  /** Of an exclusive group: one must be. */
  readonly required?: true
  readonly title?: string
  readonly description?: string
}

/** A parser's own, and what a sub-command has alike. */
export interface ParserPart {
  readonly arguments: readonly ArgumentSpec[]
  /** In the order in which they were made. */
  readonly groups?: Readonly<Record<string, ArgumentGroup>>
}

export interface SubParser extends ParserPart {
  /** In our own words, one line. */
  readonly help: string
}

export interface ArgumentParser extends ParserPart {
  readonly program: string
  readonly description: string
  readonly commands?: Readonly<Record<string, SubParser>>
  /** Help tells defaults. */
  readonly showsDefaults?: true
}
