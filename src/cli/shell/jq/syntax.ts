/** The grammar of jq's filters, as a tree. What is none of it is not guessed at. */

export type Filter =
  | { readonly kind: 'identity' | 'recurse' }
  /** `mild`: with a `?` behind it, which is for this step alone. */
  | { readonly kind: 'field' | 'index'; readonly of: Filter; readonly by: Filter; readonly mild?: true }
  | {
      readonly kind: 'slice'
      readonly of: Filter
      readonly from: Filter | null
      readonly to: Filter | null
      readonly mild?: true
    }
  | { readonly kind: 'iterate'; readonly of: Filter; readonly mild?: true }
  | { readonly kind: 'optional' | 'negate'; readonly of: Filter }
  | { readonly kind: 'value'; readonly value: null | boolean | number }
  | { readonly kind: 'text'; readonly format: string | null; readonly parts: readonly (string | Filter)[] }
  | { readonly kind: 'format'; readonly name: string }
  | { readonly kind: 'array'; readonly of: Filter | null }
  | { readonly kind: 'object'; readonly fields: readonly { readonly key: Filter; readonly value: Filter }[] }
  | { readonly kind: 'pipe' | 'comma' | 'and' | 'or'; readonly left: Filter; readonly right: Filter }
  | { readonly kind: 'alternative'; readonly left: Filter; readonly right: Filter }
  | { readonly kind: 'operator'; readonly sign: string; readonly left: Filter; readonly right: Filter }
  | { readonly kind: 'assign'; readonly sign: string; readonly left: Filter; readonly right: Filter }
  | { readonly kind: 'if'; readonly condition: Filter; readonly then: Filter; readonly otherwise: Filter | null }
  | { readonly kind: 'try'; readonly body: Filter; readonly handler: Filter | null }
  | {
      readonly kind: 'reduce'
      readonly of: Filter
      readonly pattern: Pattern
      readonly init: Filter
      readonly update: Filter
    }
  | {
      readonly kind: 'foreach'
      readonly of: Filter
      readonly pattern: Pattern
      readonly init: Filter
      readonly update: Filter
      readonly extract: Filter | null
    }
  | { readonly kind: 'as'; readonly of: Filter; readonly pattern: Pattern; readonly body: Filter }
  | { readonly kind: 'label'; readonly name: string; readonly body: Filter }
  | { readonly kind: 'break' | 'variable'; readonly name: string; readonly at: number }
  /** `at`: where it stands in the filter. */
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Filter[]; readonly at: number }
  | {
      readonly kind: 'def'
      readonly name: string
      readonly params: readonly string[]
      readonly body: Filter
      readonly rest: Filter
    }

export type Pattern =
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'array'; readonly items: readonly Pattern[] }
  | {
      readonly kind: 'object'
      readonly fields: readonly { readonly key: Filter; readonly also: string | null; readonly value: Pattern | null }[]
    }

/** Where a filter cannot be read, by characters from its beginning. */
export class BadFilter extends Error {
  readonly at: number
  constructor(at: number) {
    super('filter')
    this.at = at
  }
}
