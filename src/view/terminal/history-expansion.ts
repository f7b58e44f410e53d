/** Counterpart: history expansion of bash's interactive shell, `!!` and its kin, as far as people use it by hand. */

export type Expansion =
  | { readonly line: string; readonly changed: boolean }
  /** What stands for no line that was entered, as it was typed. */
  | { readonly missing: string }

const EVENT =
  /!(?:(!)|(\$|\^|\*)|(-?\d+)|\?([^?]+)\??|([^\s=("':;|&$^*!?-][^\s:;|&"'$^*]*))(?::(\d+|[$^*])|([$^*])(?!\w))?/y

/** `history` has the lines entered before, oldest first; events in single quotes and behind a backslash are text. */
export function expandHistory(line: string, history: readonly string[]): Expansion {
  const quick = /^\^([^^]+)\^([^^]*)\^?$/.exec(line)
  if (quick !== null) return replacedIn(history.at(-1), quick[1]!, quick[2]!, line)
  let expanded = ''
  let single = false
  let double = false
  for (let at = 0; at < line.length; ) {
    const sign = line[at]!
    if (sign === '\\' && !single) {
      expanded += line.slice(at, at + 2)
      at += 2
      continue
    }
    if (sign === "'" && !double) single = !single
    if (sign === '"' && !single) double = !double
    EVENT.lastIndex = at
    const event = sign === '!' && !single ? EVENT.exec(line) : null
    if (event === null) {
      expanded += sign
      at++
      continue
    }
    const meant = lineMeant(event, history)
    const words = meant === undefined ? undefined : wordsMeant(meant, event[2] ?? event[6] ?? event[7])
    if (words === undefined) return { missing: event[0] }
    expanded += words
    at += event[0].length
  }
  return { line: expanded, changed: expanded !== line }
}

function replacedIn(before: string | undefined, from: string, to: string, typed: string): Expansion {
  return before?.includes(from) === true ? { line: before.replace(from, to), changed: true } : { missing: `:s${typed}` }
}

function lineMeant(
  [, last, word, number, within, beginning]: RegExpExecArray,
  history: readonly string[],
): string | undefined {
  if (last !== undefined || word !== undefined) return history.at(-1)
  if (number !== undefined) {
    const index = Number(number)
    return index === 0 ? undefined : history.at(index > 0 ? index - 1 : index)
  }
  return within !== undefined
    ? history.findLast((each) => each.includes(within))
    : history.findLast((each) => each.startsWith(beginning ?? ''))
}

/** `$` the last word, `^` the first behind the command, `*` all behind it, a number that one. */
function wordsMeant(line: string, designator: string | undefined): string | undefined {
  if (designator === undefined) return line
  const words = line.trim().split(/\s+/)
  if (designator === '$') return words.at(-1)
  if (designator === '*') return words.slice(1).join(' ')
  return words[designator === '^' ? 1 : Number(designator)]
}
