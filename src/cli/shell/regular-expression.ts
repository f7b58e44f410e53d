/**
 * Expressions that people type. The engine's thread has no one to interrupt it, so those that may take for ever are
 * refused: a repetition within a repetition, `(a+)+`, tries every way to share out what it matches.
 */

/** Throws a SyntaxError where the pattern is none, or repeats a group that repeats or chooses inside. */
export function compileExpression(pattern: string, flags = ''): RegExp {
  const compiled = new RegExp(pattern, flags)
  if (mayTakeForEver(pattern)) throw new SyntaxError('a repetition within a repetition')
  return compiled
}

function mayTakeForEver(pattern: string): boolean {
  /** For each open group: whether something inside it has more than one way to match. */
  const open: boolean[] = []
  let inClass = false
  for (let index = 0; index < pattern.length; index++) {
    const char = pattern.charAt(index)
    if (char === '\\') index++
    else if (inClass) inClass = char !== ']'
    else if (char === '[') inClass = true
    else if (char === '(') open.push(false)
    else if (char === ')') {
      const choices = open.pop() ?? false
      if (choices && isRepeated(pattern, index + 1)) return true
      if (choices && open.length > 0) open[open.length - 1] = true
    } else if ((char === '|' || isRepeated(pattern, index)) && open.length > 0) open[open.length - 1] = true
  }
  return false
}

function isRepeated(pattern: string, index: number): boolean {
  return /^(?:[*+]|\{\d+,\d*\})/.test(pattern.slice(index, index + 12))
}
