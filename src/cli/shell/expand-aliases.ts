/** Aliases, put in where a shell that is typed into reads a line: for the first word of each command, if it stands unquoted. */
import { parse } from 'unbash'

interface Placed {
  readonly pos: number
  readonly end: number
}

/** The line with its aliases put in; one that cannot be read stays as it is. */
export function expandAliases(source: string, aliases: ReadonlyMap<string, string>): string {
  if (aliases.size === 0) return source
  const tree = parse(source)
  if ((tree.errors ?? []).length > 0) return source
  const names = commandNames(tree, aliases, source).sort((a, b) => b.pos - a.pos)
  let text = source
  for (const { pos, end } of names) {
    const name = source.slice(pos, end)
    // An alias is not put in once more inside of itself.
    const others = new Map([...aliases].filter(([each]) => each !== name))
    text = text.slice(0, pos) + expandAliases(aliases.get(name) ?? name, others) + text.slice(end)
  }
  return text
}

function commandNames(node: unknown, aliases: ReadonlyMap<string, string>, source: string): Placed[] {
  if (Array.isArray(node)) return node.flatMap((each) => commandNames(each, aliases, source))
  if (typeof node !== 'object' || node === null) return []
  const { type, name, suffix } = node as { type?: string; name?: Placed; suffix?: readonly Placed[] }
  const own: Placed[] = []
  const isAlias = (word: Placed | undefined) => word !== undefined && aliases.has(source.slice(word.pos, word.end))
  if (type === 'Command' && name !== undefined && isAlias(name)) {
    own.push(name)
    // A value that ends in a blank has the next word looked at, too: `alias sudo='sudo '`.
    const [next] = suffix ?? []
    if (/\s$/.test(aliases.get(source.slice(name.pos, name.end)) ?? '') && next !== undefined && isAlias(next))
      own.push(next)
  }
  return [...own, ...Object.values(node).flatMap((each) => commandNames(each, aliases, source))]
}
