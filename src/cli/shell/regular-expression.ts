/**
 * Expressions that people type. The engine's thread has no one to interrupt it, so those that may take for ever are
 * refused: a repetition within a repetition, `(a+)+`, tries every way to share out what it matches, and so do many
 * repetitions one after the other, `.*.*.*x`, on a long text.
 */

/** Any text may be looked at in so many steps, which take about a second. */
const MAX_STEPS = 500_000_000
/** With these, names of topics, 249 characters at most, are never too long. */
const MAX_REPETITIONS = 3
/** Each `?` doubles what is tried. */
const MAX_WAYS = 4_096
const MAX_PATTERN = 2_000

/** Throws a SyntaxError, also when it meets a text too long for it. */
class BoundedExpression extends RegExp {
  readonly #longest: number

  constructor(pattern: string | RegExp, flags?: string) {
    super(pattern, flags)
    this.#longest = longestText(effortOf(this.source).repetitions)
  }

  override exec(text: string): RegExpExecArray | null {
    if (text.length > this.#longest) throw new SyntaxError('a line too long for so many repetitions')
    return super.exec(text)
  }
}

/**
 * Throws a SyntaxError where the pattern is none, repeats a group that repeats or chooses inside, or repeats and chooses
 * more often than could be tried. The expression itself throws one on a text that is too long for it.
 */
export function compileExpression(pattern: string, flags = ''): RegExp {
  const compiled = new BoundedExpression(pattern, flags)
  const { repetitions, ways, nested } = effortOf(pattern)
  if (nested) throw new SyntaxError('a repetition within a repetition')
  if (repetitions > MAX_REPETITIONS || ways > MAX_WAYS || pattern.length > MAX_PATTERN)
    throw new SyntaxError('too many repetitions')
  return compiled
}

/**
 * Of texts for an expression with so many repetitions. It may begin anywhere and share out the rest among them: of n
 * characters there are about n^(k+1) / (k+1)! ways. Without repetitions no text is too long.
 */
function longestText(repetitions: number): number {
  if (repetitions === 0) return Infinity
  let longest = 1
  while (waysToShare(longest * 2, repetitions + 1) <= MAX_STEPS) longest *= 2
  for (let step = longest / 2; step >= 1; step /= 2)
    if (waysToShare(longest + step, repetitions + 1) <= MAX_STEPS) longest += step
  return longest
}

function waysToShare(length: number, parts: number): number {
  let ways = 1
  for (let part = 1; part <= parts; part++) ways *= length / part
  return ways
}

interface Effort {
  /** One after the other, without a bound worth the name. */
  readonly repetitions: number
  /** Ways through alternatives and what may be left out. */
  readonly ways: number
  /** What has several ways is repeated. */
  readonly nested: boolean
}

/** Of one open group, or of the whole pattern. */
interface Frame {
  repetitions: number
  ways: number
  /** Of the alternatives before the present one. */
  mostRepetitions: number
  otherWays: number
}

const newFrame = (): Frame => ({ repetitions: 0, ways: 1, mostRepetitions: 0, otherWays: 0 })

function effortOf(pattern: string): Effort {
  const open: Frame[] = []
  let frame = newFrame()
  let nested = false
  for (let index = 0; index < pattern.length; index++) {
    const char = pattern.charAt(index)
    if (char === '\\') index++
    else if (char === '[') index = endOfClass(pattern, index)
    else if (char === '(') {
      open.push(frame)
      frame = newFrame()
    } else if (char === ')') {
      const { repetitions, ways } = closed(frame)
      nested ||= (repetitions > 0 || ways > 1) && isRepeated(pattern, index + 1)
      frame = open.pop() ?? newFrame()
      frame.repetitions += repetitions
      frame.ways *= ways
    } else if (char === '|') startAlternative(frame)
    else if (quantifierAt(pattern, index) === 'many') frame.repetitions++
    // What stands behind another quantifier makes that one lazy.
    else if (quantifierAt(pattern, index) === 'option' && quantifierAt(pattern, index - 1) === null) frame.ways *= 2
  }
  return { ...closed(frame), nested }
}

function startAlternative(frame: Frame): void {
  frame.mostRepetitions = Math.max(frame.mostRepetitions, frame.repetitions)
  frame.otherWays += frame.ways
  frame.repetitions = 0
  frame.ways = 1
}

/** Alternatives are tried one after the other: their ways add up, and the worst of them decides. */
function closed(frame: Frame): { readonly repetitions: number; readonly ways: number } {
  return {
    repetitions: Math.max(frame.mostRepetitions, frame.repetitions),
    ways: frame.otherWays + frame.ways,
  }
}

function endOfClass(pattern: string, from: number): number {
  let index = from + 1
  while (index < pattern.length && pattern.charAt(index) !== ']') index += pattern.charAt(index) === '\\' ? 2 : 1
  return index
}

/** `{3}` takes what stands before it as often as it says, and leaves nothing to try. */
function quantifierAt(pattern: string, index: number): 'many' | 'option' | null {
  const char = pattern.charAt(index)
  if (char === '*' || char === '+') return 'many'
  if (char === '?') return pattern.charAt(index - 1) === '(' ? null : 'option'
  return char === '{' && /^\{\d+,\d*\}/.test(pattern.slice(index, index + 16)) ? 'many' : null
}

/** Also a fixed number of times: of what has two ways, `(a?){30}` has a billion. `?` repeats nothing. */
function isRepeated(pattern: string, index: number): boolean {
  return /^(?:[*+]|\{\d+(?:,\d*)?\})/.test(pattern.slice(index, index + 16))
}
