/** The grammar of jq, as far as it is here. */
import { BadFilter, type Filter, type Pattern } from './syntax.ts'
import { type Token, tokensOf } from './tokens.ts'

export function parseFilter(text: string, shift = 0): Filter {
  const parser = new Parser(tokensOf(text, shift, parseFilter))
  const filter = parser.pipe()
  parser.end()
  return filter
}

export function parseDefs(text: string): Map<string, { readonly params: readonly string[]; readonly body: Filter }> {
  const defs = new Map<string, { params: readonly string[]; body: Filter }>()
  let filter = parseFilter(`${text} .`)
  while (filter.kind === 'def') {
    defs.set(`${filter.name}/${filter.params.length}`, { params: filter.params, body: filter.body })
    filter = filter.rest
  }
  return defs
}

const ASSIGNS = new Set(['=', '|=', '+=', '-=', '*=', '/=', '%=', '//='])
const COMPARES = new Set(['==', '!=', '<', '<=', '>', '>='])
const KEYWORDS = new Set(
  'def if then elif else end as reduce foreach try catch label import include and or __loc__'.split(' '),
)

class Parser {
  private at = 0
  private readonly tokens: readonly Token[]
  constructor(tokens: readonly Token[]) {
    this.tokens = tokens
  }

  private get token(): Token {
    return this.tokens[this.at] as Token
  }
  private is(text: string): boolean {
    return (this.token.kind === 'sign' || this.token.kind === 'word') && this.token.text === text
  }
  private takes(text: string): boolean {
    if (!this.is(text)) return false
    this.at++
    return true
  }
  private isVariable(): boolean {
    return this.token.kind === 'variable'
  }
  private expect(text: string): void {
    if (!this.takes(text)) this.fail()
  }
  private fail(): never {
    throw new BadFilter(this.token.at)
  }
  private name(kind: 'word' | 'variable'): string {
    const { token } = this
    if (token.kind !== kind || (kind === 'word' && KEYWORDS.has(token.text))) this.fail()
    this.at++
    return token.text
  }
  end(): void {
    if (this.token.kind !== 'end') this.fail()
  }

  pipe(): Filter {
    if (this.takes('def')) return this.def()
    if (this.takes('label')) {
      const name = this.name('variable')
      this.expect('|')
      return { kind: 'label', name, body: this.pipe() }
    }
    const left = this.comma()
    if (this.takes('|')) return { kind: 'pipe', left, right: this.pipe() }
    return left
  }

  private def(): Filter {
    const name = this.name('word')
    const params: string[] = []
    if (this.takes('(')) {
      do params.push(this.token.kind === 'variable' ? `$${this.name('variable')}` : this.name('word'))
      while (this.takes(';'))
      this.expect(')')
    }
    this.expect(':')
    const body = this.pipe()
    this.expect(';')
    return { kind: 'def', name, params, body, rest: this.token.kind === 'end' ? { kind: 'identity' } : this.pipe() }
  }

  private comma(): Filter {
    let left = this.alternative()
    while (this.takes(',')) left = { kind: 'comma', left, right: this.alternative() }
    return left
  }

  /** `//` takes what is right of it together, and holds less than assignments. */
  private alternative(): Filter {
    const left = this.assign()
    return this.takes('//') ? { kind: 'alternative', left, right: this.alternative() } : left
  }

  private assign(): Filter {
    const left = this.or()
    const sign = this.token.text
    if (this.token.kind !== 'sign' || !ASSIGNS.has(sign)) return left
    this.at++
    return { kind: 'assign', sign, left, right: this.alternative() }
  }

  private or(): Filter {
    let left = this.and()
    while (this.takes('or')) left = { kind: 'or', left, right: this.and() }
    return left
  }
  private and(): Filter {
    let left = this.compare()
    while (this.takes('and')) left = { kind: 'and', left, right: this.compare() }
    return left
  }
  private compare(): Filter {
    const left = this.sum()
    const sign = this.token.text
    if (this.token.kind !== 'sign' || !COMPARES.has(sign)) return left
    this.at++
    const right = this.sum()
    if (this.token.kind === 'sign' && COMPARES.has(this.token.text)) this.fail()
    return { kind: 'operator', sign, left, right }
  }
  private sum(): Filter {
    let left = this.product()
    while (this.is('+') || this.is('-')) {
      const sign = this.token.text
      this.at++
      left = { kind: 'operator', sign, left, right: this.product() }
    }
    return left
  }
  private product(): Filter {
    let left = this.unary()
    while (this.is('*') || this.is('/') || this.is('%')) {
      const sign = this.token.text
      this.at++
      left = { kind: 'operator', sign, left, right: this.unary() }
    }
    return left
  }
  private unary(): Filter {
    if (this.takes('-')) return { kind: 'negate', of: this.unary() }
    return this.postfix()
  }

  private postfix(): Filter {
    let of = this.term()
    for (;;) {
      const { token } = this
      if (token.kind === 'field') {
        this.at++
        of = { kind: 'field', of, by: textOf(token.text) }
      } else if (this.is('.') && this.tokens[this.at + 1]?.kind === 'text') {
        this.at++
        of = { kind: 'field', of, by: this.text(null) }
      } else if (this.is('.') && this.tokens[this.at + 1]?.text === '[') this.fail()
      else if (this.is('[')) of = this.bracket(of)
      else if (this.takes('?')) of = mild(of)
      else if (this.takes('as')) return this.bind(of)
      else return of
    }
  }

  private bind(of: Filter): Filter {
    const pattern = this.pattern()
    if (this.is('?//')) this.fail()
    this.expect('|')
    return { kind: 'as', of, pattern, body: this.pipe() }
  }

  private bracket(of: Filter): Filter {
    this.expect('[')
    if (this.takes(']')) return { kind: 'iterate', of }
    if (this.takes(':')) {
      const to = this.pipe()
      this.expect(']')
      return { kind: 'slice', of, from: null, to }
    }
    const by = this.pipe()
    if (!this.takes(':')) {
      this.expect(']')
      return { kind: 'index', of, by }
    }
    const to = this.is(']') ? null : this.pipe()
    this.expect(']')
    return { kind: 'slice', of, from: by, to }
  }

  private text(format: string | null): Filter {
    const { parts } = this.token
    if (parts === undefined) this.fail()
    this.at++
    return { kind: 'text', format, parts }
  }

  private term(): Filter {
    const { token } = this
    if (token.kind === 'text') return this.text(null)
    if (token.kind === 'word') return this.wordTerm(token.text)
    this.at++
    switch (token.kind) {
      case 'number':
        return { kind: 'value', value: Number(token.text) }
      case 'field':
        return { kind: 'field', of: { kind: 'identity' }, by: textOf(token.text) }
      case 'variable':
        return { kind: 'variable', name: token.text, at: token.at }
      case 'format':
        return this.token.kind === 'text' ? this.text(token.text) : { kind: 'format', name: token.text }
      default:
        return this.signTerm(token)
    }
  }

  private signTerm({ text }: Token): Filter {
    if (text === '.')
      return this.token.kind === 'text'
        ? { kind: 'field', of: { kind: 'identity' }, by: this.text(null) }
        : { kind: 'identity' }
    if (text === '..') return { kind: 'recurse' }
    if (text === '(') {
      const inner = this.pipe()
      this.expect(')')
      return inner
    }
    if (text === '[') {
      if (this.takes(']')) return { kind: 'array', of: null }
      const of = this.pipe()
      this.expect(']')
      return { kind: 'array', of }
    }
    if (text === '{') return this.object()
    this.at--
    return this.fail()
  }

  private wordTerm(word: string): Filter {
    const { at } = this.token
    if (this.takes('if')) return this.condition()
    if (this.takes('try')) {
      const body = this.postfixOnce()
      return { kind: 'try', body, handler: this.takes('catch') ? this.postfixOnce() : null }
    }
    if (this.takes('reduce') || this.takes('foreach')) return this.fold(word === 'reduce')
    if (this.takes('def')) return this.def()
    if (KEYWORDS.has(word)) this.fail()
    this.at++
    if (word === 'break' && this.token.kind === 'variable') return { kind: 'break', name: this.name('variable'), at }
    const args: Filter[] = []
    if (this.takes('(')) {
      do args.push(this.pipe())
      while (this.takes(';'))
      this.expect(')')
    } else if (word === 'true' || word === 'false') return { kind: 'value', value: word === 'true' }
    else if (word === 'null') return { kind: 'value', value: null }
    return { kind: 'call', name: word, args, at }
  }

  /** The body of `try`: a term with what hangs at it, `as` excepted. */
  private postfixOnce(): Filter {
    return this.takes('-') ? { kind: 'negate', of: this.postfix() } : this.postfix()
  }

  private condition(): Filter {
    const condition = this.pipe()
    this.expect('then')
    const then = this.pipe()
    if (this.takes('elif')) return { kind: 'if', condition, then, otherwise: this.condition() }
    const otherwise = this.takes('else') ? this.pipe() : null
    this.expect('end')
    return { kind: 'if', condition, then, otherwise }
  }

  private fold(isReduce: boolean): Filter {
    let of = this.term()
    while (!this.is('as')) {
      if (this.token.kind === 'field') {
        of = { kind: 'field', of, by: textOf(this.token.text) }
        this.at++
      } else if (this.is('[')) of = this.bracket(of)
      else if (this.takes('?')) of = mild(of)
      else this.fail()
    }
    this.expect('as')
    const pattern = this.pattern()
    this.expect('(')
    const init = this.pipe()
    this.expect(';')
    const update = this.pipe()
    if (isReduce) {
      this.expect(')')
      return { kind: 'reduce', of, pattern, init, update }
    }
    const extract = this.takes(';') ? this.pipe() : null
    this.expect(')')
    return { kind: 'foreach', of, pattern, init, update, extract }
  }

  private pattern(): Pattern {
    if (this.token.kind === 'variable') return { kind: 'variable', name: this.name('variable') }
    if (this.takes('[')) {
      const items: Pattern[] = []
      do items.push(this.pattern())
      while (this.takes(','))
      this.expect(']')
      return { kind: 'array', items }
    }
    this.expect('{')
    const fields: { key: Filter; also: string | null; value: Pattern | null }[] = []
    do {
      if (this.isVariable()) {
        const also = this.name('variable')
        fields.push({ key: textOf(also), also, value: this.takes(':') ? this.pattern() : null })
      } else {
        const key = this.key()
        this.expect(':')
        fields.push({ key, also: null, value: this.pattern() })
      }
    } while (this.takes(','))
    this.expect('}')
    return { kind: 'object', fields }
  }

  private key(): Filter {
    if (this.token.kind === 'text') return this.text(null)
    if (this.takes('(')) {
      const inner = this.pipe()
      this.expect(')')
      return inner
    }
    if (this.token.kind !== 'word') this.fail()
    const word = this.token.text
    this.at++
    return textOf(word)
  }

  private object(): Filter {
    const fields: { key: Filter; value: Filter }[] = []
    while (!this.takes('}')) {
      if (fields.length > 0) this.expect(',')
      fields.push(this.objectField())
    }
    return { kind: 'object', fields }
  }

  private objectField(): { key: Filter; value: Filter } {
    const token: Token = this.token
    if (token.kind === 'variable') {
      this.at++
      return { key: textOf(token.text), value: { kind: 'variable', name: token.text, at: token.at } }
    }
    if (token.kind === 'format') {
      this.at++
      const key: Filter = this.text(token.text)
      return this.takes(':')
        ? { key, value: this.objectValue() }
        : { key, value: { kind: 'field', of: { kind: 'identity' }, by: key } }
    }
    const computed = this.is('(')
    const key = this.key()
    if (this.takes(':')) return { key, value: this.objectValue() }
    if (computed) this.fail()
    return { key, value: { kind: 'field', of: { kind: 'identity' }, by: key } }
  }

  /** No comma and no operator may stand there but `|`, and a minus before a number. */
  private objectValue(): Filter {
    const left = this.takes('-') ? ({ kind: 'negate', of: this.postfix() } as const) : this.postfix()
    return this.takes('|') ? { kind: 'pipe', left, right: this.objectValue() } : left
  }
}

/** One step of a path fails alone; of anything else all that is in it. */
function mild(of: Filter): Filter {
  const isStep = of.kind === 'field' || of.kind === 'index' || of.kind === 'slice' || of.kind === 'iterate'
  return isStep && of.mild === undefined ? { ...of, mild: true } : { kind: 'optional', of }
}

function textOf(text: string): Filter {
  return { kind: 'text', format: null, parts: text === '' ? [] : [text] }
}
