import { nearest } from '../../kafka/common/nearest.ts'
import type { RepairedText } from './repair-characters.ts'
import type { Slip } from './slips.ts'
import type { Vocabulary } from './vocabulary.ts'
import { commandsOfWords, toolName, type Word, wordsOfLine } from './words.ts'

/** Options that have had several names: which of them a tool takes hangs on its version. */
const SAME_THING: readonly (readonly string[])[] = [
  ['--bootstrap-server', '--broker-list'],
  ['--include', '--whitelist', '--topics-to-include'],
  ['--command-config', '--consumer.config', '--producer.config', '--config'],
  ['--command-property', '--consumer-property', '--producer-property'],
  ['--reader-property', '--formatter-property', '--property'],
  ['--num-records', '--messages'],
]

/** Tools asked ZooKeeper before they asked brokers, and then were told where it is. */
const ZOOKEEPER = '--zookeeper'
const BROKERS = '--bootstrap-server localhost:9092'

/** Names of tools and options in one command of one line or several, none of which may be misspelt or another version's. */
export function repairOptions(text: string, vocabulary: Vocabulary): RepairedText {
  const slips: Slip[] = []
  const changes: { readonly start: number; readonly end: number; readonly text: string }[] = []
  for (const words of commandsOfWords(wordsOfLine(text).words)) {
    const at = words.findIndex(({ text: word }) => vocabulary.commands.has(toolName(word)) || looksLikeTool(word))
    if (at === -1) continue
    const called = toolNamed(words[at]!, vocabulary, slips)
    if (called.text !== words[at]!.text) changes.push({ ...words[at]!, text: called.text })
    const options = vocabulary.optionsOf(called.name)?.map(({ name }) => name) ?? null
    if (options === null) continue
    const rest = words.slice(at + 1)
    for (const [index, word] of rest.entries()) {
      const change = repairOption(word, rest[index + 1], options, vocabulary, slips)
      if (change !== null) changes.push(change)
    }
  }
  let repaired = text
  for (const change of changes.sort((a, b) => b.start - a.start))
    repaired = repaired.slice(0, change.start) + change.text + repaired.slice(change.end)
  return { text: repaired, slips }
}

function looksLikeTool(word: string): boolean {
  return /^(?:kafka|zookeeper|connect)-[a-z-]+$/.test(toolName(word))
}

function toolNamed(word: Word, { commands }: Vocabulary, slips: Slip[]): { text: string; name: string } {
  const name = toolName(word.text)
  if (commands.has(name)) return { text: word.text, name }
  const near = nearest(
    name,
    [...commands].filter((each) => each.includes('-')),
  )
  if (near === null) return { text: word.text, name }
  const meant = word.text.replace(name, near)
  slips.push({ kind: 'misspeltCommand', word: word.text, meant })
  return { text: meant, name: near }
}

/** What stands in place of an option, of its value as well where that has no use; null: nothing is wrong with it. */
function repairOption(
  word: Word,
  next: Word | undefined,
  options: readonly string[],
  { version }: Vocabulary,
  slips: Slip[],
): { readonly start: number; readonly end: number; readonly text: string } | null {
  const { bare, start } = word
  const [, name = '', value = ''] = /^(--[^=]*)(=.*)?$/s.exec(bare) ?? []
  // A beginning that only one option has is taken for that one.
  if (name.length < 3 || options.some((option) => option.startsWith(name))) return null
  if (name === ZOOKEEPER && options.includes('--bootstrap-server')) {
    slips.push({ kind: 'otherVersion', word: name, instead: BROKERS, version })
    const takesNext = value === '' && next !== undefined && !next.bare.startsWith('-')
    return { start, end: takesNext ? next.end : word.end, text: BROKERS }
  }
  const end = start + name.length
  const same = SAME_THING.find((names) => names.includes(name))?.find((each) => options.includes(each))
  if (same !== undefined) {
    slips.push({ kind: 'otherVersion', word: name, instead: same, version })
    return { start, end, text: same }
  }
  const near = nearest(
    name,
    options.filter((option) => option.startsWith('--')),
  )
  if (near === null) return null
  slips.push({ kind: 'misspeltOption', word: name, meant: near })
  return { start, end, text: near }
}
