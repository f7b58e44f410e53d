/** What each part of a command says, for a reader who points at it. */

import { SHELL_WORDS } from '../shell/shell-words.ts'
import type { OptionFacts, Vocabulary } from './vocabulary.ts'
import { isOperator, isRedirection, toolName, type Word, wordsOfLine } from './words.ts'

export type PartRole =
  | 'assignment'
  /** A program of Kafka's. */
  | 'tool'
  /** Any other program, or what the shell does itself. */
  | 'program'
  | 'unknownProgram'
  | 'subCommand'
  | 'option'
  | 'unknownOption'
  | 'value'
  /** The tool passes over it, or refuses it. */
  | 'ignoredWord'
  | 'refusedWord'
  | 'word'
  | 'operator'
  | 'redirection'
  | 'comment'

export interface CommandPart {
  /** As it stands in the line. */
  readonly text: string
  readonly role: PartRole
  /** What it is by its whole name: `--topic` for `--top`, the option of a value, `|`, `grep`. */
  readonly name: string
  /** English words on it, where the version's tool has any. */
  readonly about: string
  /** Of an option: what its value is called, and what it is where none is given. */
  readonly value: string | null
  readonly defaultValue: string | null
}

/** In the order of the line; blanks between are left out. */
export function explainCommand(line: string, vocabulary: Vocabulary): readonly CommandPart[] {
  const { words, comment } = wordsOfLine(line.replace(/\\\n/g, ' '))
  const parts: CommandPart[] = []
  let command: Word[] = []
  const end = () => {
    parts.push(...partsOf(command, vocabulary))
    command = []
  }
  for (const word of words) {
    if (!isOperator(word)) {
      command.push(word)
      continue
    }
    end()
    parts.push(part(word, 'operator'))
  }
  end()
  if (comment !== null) parts.push({ ...part(undefined, 'comment'), text: line.slice(comment) })
  return parts
}

const ABOUT_THE_SHELL: ReadonlySet<PartRole> = new Set(['program', 'operator', 'redirection'])
const NOT_SAID = { about: '', value: null, defaultValue: null } as const

function part(word: Word | undefined, role: PartRole, name = word?.bare ?? ''): CommandPart {
  const about = ABOUT_THE_SHELL.has(role) && Object.hasOwn(SHELL_WORDS, name) ? (SHELL_WORDS[name] ?? '') : ''
  return { text: word?.text ?? '', role, name, ...NOT_SAID, about }
}

function partsOf(words: readonly Word[], vocabulary: Vocabulary): CommandPart[] {
  const parts: CommandPart[] = []
  let at = 0
  while (at < words.length && /^[A-Za-z_]\w*=/.test(words[at]!.text)) parts.push(part(words[at++], 'assignment'))
  const called = words[at]
  if (called === undefined) return parts
  const name = toolName(called.text)
  const options = vocabulary.commands.has(name) ? vocabulary.optionsOf(name) : null
  if (options === null) {
    const inner = words.findIndex(
      ({ text }, index) => index > at && /\.sh$/.test(text) && vocabulary.optionsOf(toolName(text)) !== null,
    )
    const own = inner === -1 ? words.slice(at + 1) : words.slice(at + 1, inner)
    parts.push(part(called, vocabulary.commands.has(name) ? 'program' : 'unknownProgram', name))
    parts.push(...withRedirections(own, (word) => part(word, 'word')))
    // `docker exec broker kafka-topics.sh …`, `xargs kafka-topics.sh …`.
    return inner === -1 ? parts : [...parts, ...partsOf(words.slice(inner), vocabulary)]
  }
  parts.push({ ...part(called, 'tool', name), about: vocabulary.aboutTool(name) })
  return [...parts, ...argumentsOf(words.slice(at + 1), options, vocabulary.refusesWords(name))]
}

function withRedirections(words: readonly Word[], read: (word: Word) => CommandPart): CommandPart[] {
  return words.map((word, index) =>
    isRedirection(word)
      ? part(word, 'redirection', operatorOf(word))
      : index > 0 && isBareRedirection(words[index - 1]!)
        ? part(word, 'value', operatorOf(words[index - 1]!))
        : read(word),
  )
}

function operatorOf({ text }: Word): string {
  return /^\d?(?:<<<|<<-?|>>|[<>]&?\d?|&>)/.exec(text)?.[0] ?? text
}

function isBareRedirection(word: Word): boolean {
  return isRedirection(word) && operatorOf(word) === word.text && !/&\d$/.test(word.text)
}

function argumentsOf(words: readonly Word[], options: readonly OptionFacts[], refuses: boolean): CommandPart[] {
  let waiting: OptionFacts | null = null
  return withRedirections(words, (word) => {
    const [, typed = '', given] = /^(--?[^=]*)(=.*)?$/s.exec(word.bare) ?? []
    const option = typed === '' ? undefined : optionNamed(typed, options)
    const before: OptionFacts | null = waiting
    waiting = null
    if (option !== undefined) {
      if (option.value !== null && given === undefined) waiting = option
      const { name, about, value, defaultValue } = option
      return { text: word.text, role: 'option', name, about, value, defaultValue }
    }
    // Behind an option that needs one, anything is its value, also what begins with a dash.
    if (before !== null && (typed === '' || !before.valueOptional))
      return { ...part(word, 'value', before.name), about: before.about, value: before.value }
    if (typed !== '') return part(word, 'unknownOption')
    const command = options.find(({ name }) => name === word.bare)
    if (command !== undefined) return { ...part(word, 'subCommand', command.name), about: command.about }
    return part(word, refuses ? 'refusedWord' : 'ignoredWord')
  })
}

/** By its name, or a beginning of it that no other has. */
function optionNamed(typed: string, options: readonly OptionFacts[]): OptionFacts | undefined {
  const exact = options.find(({ name }) => name === typed)
  if (exact !== undefined || typed.length < 3) return exact
  const beginning = options.filter(({ name }) => name.startsWith(typed))
  return beginning.length === 1 ? beginning[0] : undefined
}
