/** An awk program as a tree. Counterpart: GNU awk, whose grammar it follows (POSIX and what gawk adds for everyday use). */

export type Expression =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'string'; readonly text: string }
  /** Where a value is wanted: whether the record matches. */
  | { readonly kind: 'regex'; readonly source: string }
  | Target
  | { readonly kind: 'assign'; readonly target: Target; readonly operator: string; readonly value: Expression }
  | { readonly kind: 'step'; readonly target: Target; readonly by: 1 | -1; readonly first: boolean }
  | { readonly kind: 'choice'; readonly test: Expression; readonly yes: Expression; readonly no: Expression }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'unary'; readonly operator: '!' | '-' | '+'; readonly operand: Expression }
  | { readonly kind: 'in'; readonly subscripts: readonly Expression[]; readonly array: string }
  | { readonly kind: 'call'; readonly name: string; readonly own: boolean; readonly args: readonly Expression[] }
  /** In brackets. */
  | { readonly kind: 'group'; readonly inner: Expression }

/** What can be assigned to. */
export type Target =
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'field'; readonly index: Expression }
  | { readonly kind: 'element'; readonly array: string; readonly subscripts: readonly Expression[] }

export type Statement =
  | { readonly kind: 'block'; readonly body: readonly Statement[] }
  | { readonly kind: 'expression'; readonly expression: Expression }
  | { readonly kind: 'if'; readonly test: Expression; readonly yes: Statement; readonly no: Statement | null }
  | { readonly kind: 'while'; readonly test: Expression; readonly body: Statement; readonly testsFirst: boolean }
  | {
      readonly kind: 'for'
      readonly first: Statement | null
      readonly test: Expression | null
      readonly then: Statement | null
      readonly body: Statement
    }
  | { readonly kind: 'forIn'; readonly variable: string; readonly array: string; readonly body: Statement }
  | {
      readonly kind: 'print'
      readonly formatted: boolean
      readonly args: readonly Expression[]
      /** `>` or `>>` and where to. */
      readonly output: { readonly appends: boolean; readonly file: Expression } | null
    }
  | { readonly kind: 'delete'; readonly array: string; readonly subscripts: readonly Expression[] | null }
  | { readonly kind: 'next' | 'nextfile' | 'break' | 'continue' }
  | { readonly kind: 'exit' | 'return'; readonly value: Expression | null }

export interface Rule {
  readonly when:
    | 'BEGIN'
    | 'END'
    | { readonly from: Expression; readonly to: Expression | null }
    /** With every record. */
    | null
  /** Null: the record is printed. */
  readonly body: Statement | null
}

export interface AwkFunction {
  readonly parameters: readonly string[]
  readonly body: Statement
}

export interface AwkProgram {
  readonly rules: readonly Rule[]
  readonly functions: ReadonlyMap<string, AwkFunction>
  /** Lines that it begins with. */
  readonly warnings: readonly string[]
}

/** What gawk says of a program that it does not take, and ends with. */
export class AwkError extends Error {
  readonly exitCode: number

  constructor(words: string, exitCode: number) {
    super(words)
    this.exitCode = exitCode
  }
}
