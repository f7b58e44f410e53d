/**
 * The tree of a script as the interpreter walks it: plain data, frozen when it is made, so that the frames of a running
 * shell hold its nodes as leaves that checkpoints share.
 */

export type Word = readonly Piece[]

export type Piece =
  /** `glob`: unquoted `*`, `?` or `[…]`, which are special where a pattern is asked for. */
  | { readonly kind: 'text'; readonly text: string; readonly glob: boolean }
  | {
      readonly kind: 'parameter'
      readonly name: string
      /** Of an array: which element; all of them, as arguments each or joined, where it says `@` or `*`. */
      readonly index?: '@' | '*' | Word
      /** `${!a[@]}`: the keys instead of the elements; `${!name}`: the variable that this one names. */
      readonly indirect?: true
      readonly length: boolean
      readonly operation: ParameterOperation | null
      /** Quoted expansions are not split at blanks. */
      readonly quoted: boolean
    }
  /** `asFile`: `<( … )`, which stands for the name of a file that holds the output. */
  | { readonly kind: 'substitution'; readonly body: ListNode; readonly quoted: boolean; readonly asFile?: true }
  | { readonly kind: 'arithmetic'; readonly expression: Arithmetic; readonly quoted: boolean }

export type ParameterOperation =
  /** `:-`, `-`, `:=`, `=`, `:+`, `+`, `:?`, `?`. */
  | { readonly kind: 'default'; readonly operator: string; readonly operand: Word }
  /** `#`, `##`, `%`, `%%`. */
  | { readonly kind: 'remove'; readonly operator: string; readonly pattern: Word }
  /** `/`, `//`, `/#`, `/%`. */
  | { readonly kind: 'replace'; readonly operator: string; readonly pattern: Word; readonly replacement: Word }
  | { readonly kind: 'slice'; readonly offset: Word; readonly length: Word | null }
  /** `^`, `^^`, `,`, `,,`. */
  | { readonly kind: 'case'; readonly operator: string }

export type Arithmetic =
  | { readonly kind: 'value'; readonly word: Word }
  | { readonly kind: 'unary'; readonly operator: string; readonly operand: Arithmetic; readonly prefix: boolean }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Arithmetic; readonly right: Arithmetic }
  | { readonly kind: 'choice'; readonly test: Arithmetic; readonly yes: Arithmetic; readonly no: Arithmetic }

export interface Assignment {
  readonly name: string
  /** `a[2]=…`. */
  readonly index?: Word
  readonly value: Word
  /** `a=( … )`; the value is empty then. */
  readonly elements?: readonly ArrayElement[]
  /** `+=`. */
  readonly append: boolean
}

export interface ArrayElement {
  /** `[key]=…`. */
  readonly index?: Word
  readonly value: Word
}

export type Redirect =
  | { readonly kind: 'read' | 'write' | 'append'; readonly descriptor: number; readonly target: Word }
  /** `&>` and `&>>`: both outputs into one file. */
  | { readonly kind: 'writeBoth' | 'appendBoth'; readonly target: Word }
  /** `2>&1`; a target of `-` closes. */
  | { readonly kind: 'duplicate'; readonly descriptor: number; readonly target: Word }
  | { readonly kind: 'hereDocument'; readonly descriptor: number; readonly body: Word }

export interface SimpleNode {
  readonly kind: 'simple'
  readonly assignments: readonly Assignment[]
  readonly words: readonly Word[]
  readonly redirects: readonly Redirect[]
  /** Arrays that are filled once the builtin has declared them: `local a=(x y)`. */
  readonly declares?: readonly Assignment[]
  /** Line of the script it begins on, from 1. */
  readonly line: number
}

export interface ListNode {
  readonly kind: 'list'
  readonly statements: readonly Statement[]
}

export interface Statement {
  readonly node: ShellNode
  readonly background: boolean
  /** As typed. */
  readonly text: string
}

export interface PipelineNode {
  readonly kind: 'pipeline'
  readonly stages: readonly ShellNode[]
  /** Of each stage but the last: `|&` sends its errors along. */
  readonly withErrors: readonly boolean[]
  readonly negated: boolean
  readonly timed: boolean
}

export type TestNode =
  | { readonly kind: 'unary'; readonly operator: string; readonly operand: Word }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Word; readonly right: Word }
  | { readonly kind: 'logical'; readonly operator: '&&' | '||'; readonly operands: readonly TestNode[] }
  | { readonly kind: 'not'; readonly operand: TestNode }

export interface CaseItem {
  readonly patterns: readonly Word[]
  readonly body: ListNode
  readonly terminator: ';;' | ';&' | ';;&'
}

export type ShellNode =
  | SimpleNode
  | ListNode
  | PipelineNode
  | { readonly kind: 'andOr'; readonly nodes: readonly ShellNode[]; readonly operators: readonly ('&&' | '||')[] }
  | {
      readonly kind: 'if'
      readonly clauses: readonly { readonly condition: ListNode; readonly body: ListNode }[]
      readonly otherwise: ListNode | null
    }
  | { readonly kind: 'for'; readonly name: string; readonly words: readonly Word[] | null; readonly body: ListNode }
  | { readonly kind: 'while'; readonly until: boolean; readonly condition: ListNode; readonly body: ListNode }
  | {
      readonly kind: 'countingFor'
      readonly initialize: Arithmetic | null
      readonly test: Arithmetic | null
      readonly update: Arithmetic | null
      readonly body: ListNode
    }
  | { readonly kind: 'case'; readonly word: Word; readonly items: readonly CaseItem[] }
  | { readonly kind: 'subshell'; readonly body: ListNode }
  | { readonly kind: 'function'; readonly name: string; readonly body: ShellNode }
  | { readonly kind: 'test'; readonly expression: TestNode; readonly line: number }
  | { readonly kind: 'arithmetic'; readonly expression: Arithmetic | null; readonly line: number }
  | {
      readonly kind: 'redirected'
      readonly command: ShellNode
      readonly redirects: readonly Redirect[]
      readonly line: number
    }
  /** The body of a function under way, or what `eval` runs; no source makes it. */
  | { readonly kind: 'call'; readonly body: ShellNode }
  /** What `trap` runs; the status before it is the status after it. No source makes it. */
  | { readonly kind: 'restoring'; readonly body: ShellNode; readonly status: number }
