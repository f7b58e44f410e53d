/**
 * A run as a script for a real cluster: its topics, and then what was typed into terminals and done by gesture, in order and
 * with the pauses in between. What a terminal's program was given while it ran is written to it; what no tool does to a
 * real cluster is a comment.
 */
import type { ClusterSpec, Command } from '../../kafka/cluster/commands.ts'
import { LOOPBACK_HOSTS } from '../../kafka/common/addresses.ts'
import { parseScript } from '../shell/parse-script.ts'
import { createTopicLine, linesFor, reachOf, word } from './kafka-lines.ts'

/** The run, as the page has it. */
export interface SessionToWrite {
  readonly spec: ClusterSpec
  readonly journal: readonly { readonly atUs: number; readonly command: Command }[]
}

/** Sentences of the comments, in the reader's language. */
export interface ScriptWords {
  readonly needs: readonly string[]
  readonly topics: string
  readonly session: string
  /** A command that no tool has a counterpart of. */
  nothingDoes(command: Command): string
  /** A line that bash cannot read. */
  unread(line: string): string
}

/** What runs in a terminal: a program that reads lines, or one that goes on by itself. */
interface Program {
  readonly kind: 'reads' | 'goesOn'
  readonly name: string
}

interface Writer {
  readonly lines: string[]
  readonly words: ScriptWords
  /** Of a terminal: lines that are no whole command yet. */
  readonly pending: Map<string, string>
  readonly programs: Map<string, Program>
  readonly descriptors: Map<string, number>
  /** By terminal: programs that Ctrl-Z stopped. */
  readonly stopped: Map<string, Program>
}

/** Shorter pauses are those between one line and the next. */
const PAUSE_FROM_S = 3
const LONGEST_PAUSE_S = 60

// What follows `$` is the script's own.
const PLACES = [
  'export COMPOSE_FILE="$PWD/docker-compose.yml"',
  'if [ -n "$KAFKA_HOME" ]; then cd "$KAFKA_HOME" && export PATH="$KAFKA_HOME/bin:$PATH"; fi',
]

/** Topics of the cluster alone: what a fresh one needs before anything is done to it. */
export function topicsScript(spec: ClusterSpec): readonly string[] {
  return spec.topics.map((topic) => createTopicLine(topic, reachOf(spec)))
}

export function sessionScript({ spec, journal }: SessionToWrite, words: ScriptWords): string {
  const writer: Writer = {
    lines: [],
    words,
    pending: new Map(),
    programs: new Map(),
    descriptors: new Map(),
    stopped: new Map(),
  }
  let lastUs: number | null = null
  for (const { atUs, command } of journal) {
    const pauseS = lastUs === null ? 0 : Math.floor((atUs - lastUs) / 1_000_000)
    if (pauseS >= PAUSE_FROM_S) writer.lines.push(`sleep ${Math.min(pauseS, LONGEST_PAUSE_S)}`)
    lastUs = atUs
    write(writer, command, spec)
  }
  for (const terminal of [...writer.programs.keys()]) endProgram(writer, terminal)
  for (const terminal of [...writer.stopped.keys()]) if (goOn(writer, terminal)) endProgram(writer, terminal)
  const body = writer.lines
  return [
    '#!/usr/bin/env bash',
    ...words.needs.map((line) => `# ${line}`),
    ...hostsLines(body),
    ...PLACES,
    '',
    `# ${words.topics}`,
    ...topicsScript(spec),
    '',
    `# ${words.session}`,
    ...body,
    '',
  ].join('\n')
}

/** Names of course notes that a machine has to know. */
function hostsLines(body: readonly string[]): readonly string[] {
  const text = body.join('\n')
  const used = LOOPBACK_HOSTS.filter((name) => !/^(localhost|127\.)/.test(name)).filter((name) =>
    new RegExp(`(^|[\\s=,])${name.replace('.', '\\.')}:\\d`, 'm').test(text),
  )
  return used.length === 0 ? [] : [`# /etc/hosts: 127.0.0.1 ${used.join(' ')}`]
}

function write(writer: Writer, command: Command, spec: ClusterSpec): void {
  switch (command.type) {
    case 'OpenTerminal':
    // The line that opened it is a comment.
    case 'LeaveEditor':
      return
    case 'TypeLine':
      for (const line of command.text.split('\n')) typeLine(writer, command.terminal, line)
      return
    case 'Interrupt':
      writer.pending.delete(command.terminal)
      return endProgram(writer, command.terminal)
    case 'Suspend':
      return suspendProgram(writer, command.terminal)
    case 'EndOfInput':
    case 'CloseTerminal':
      return endProgram(writer, command.terminal)
  }
  const lines = linesFor(command, reachOf(spec))
  writer.lines.push(...(lines ?? comment(writer.words.nothingDoes(command))))
}

function comment(text: string): readonly string[] {
  return text.split('\n').map((line) => `# ${line}`)
}

function typeLine(writer: Writer, terminal: string, line: string): void {
  const program = writer.programs.get(terminal)
  if (program?.kind === 'reads') {
    writer.lines.push(`printf '%s\\n' ${word(line)} >&${writer.descriptors.get(terminal)}`)
    return
  }
  if (program !== undefined) return
  if (/^\s*(fg|bg)\b/.test(line) && goOn(writer, terminal)) return
  const before = writer.pending.get(terminal)
  const text = before === undefined ? line : `${before}\n${line}`
  const parsed = parseScript(`${text}\n`)
  if (parsed.kind === 'incomplete') {
    writer.pending.set(terminal, text)
    return
  }
  writer.pending.delete(terminal)
  if (parsed.kind === 'error') writer.lines.push(...comment(writer.words.unread(text)))
  else if (text.trim() !== '') startBlock(writer, terminal, text)
}

/** Nobody writes in it while a script runs: what was saved in it stands behind as a file of its own. */
const EDITOR = /^\s*(?:sudo\s+)?(?:vi|vim|view|nano)(?=\s)[^|;&<>]*$/

const CONSOLE_PRODUCER = /(^|\/)kafka-console-producer(\.sh|\.bat)?(?=\s|$)/
const GOES_ON =
  /(^|\/)(kafka-console-consumer|kafka-console-share-consumer|kafka-verifiable-consumer|kafka-verifiable-producer|kafka-server-start|zookeeper-server-start)(\.sh|\.bat)?(?=\s|$)/
const ENDS_BY_ITSELF = /\s(--max-messages|--timeout-ms|--version|--help|-daemon)(?=[\s=]|$)/

/** What a command that stands alone in a block is, or null where it ends by itself. */
function programOf(block: string): Program['kind'] | null {
  // Pipes, lists, input from elsewhere and comments: such a block has its own way to end.
  if (/[|;&<>#]/.test(block.replace(/'[^']*'|"[^"]*"/g, ''))) return null
  const command = block.trim()
  const first = /^\S+/.exec(command)?.[0] ?? ''
  if (ENDS_BY_ITSELF.test(command)) return null
  if (CONSOLE_PRODUCER.test(first)) return 'reads'
  return GOES_ON.test(first) ? 'goesOn' : null
}

function startBlock(writer: Writer, terminal: string, block: string): void {
  if (/^\s*(exit|logout)\b/.test(block)) return
  if (EDITOR.test(block)) {
    writer.lines.push(...comment(block))
    return
  }
  const kind = programOf(block)
  const variable = variableOf(terminal)
  if (kind === null) {
    writer.lines.push(block)
    return
  }
  writer.programs.set(terminal, { kind, name: variable })
  if (kind === 'reads') {
    // 0 to 2 are the script's own.
    const taken = new Set(writer.descriptors.values())
    let descriptor = 3
    while (taken.has(descriptor)) descriptor++
    writer.descriptors.set(terminal, descriptor)
    writer.lines.push(`exec ${descriptor}> >(${block.trim()})`, `${variable}=$!`)
  } else {
    writer.lines.push(`${block.trim()} > ${variable}.out 2>&1 &`, `${variable}=$!`, 'sleep 5')
  }
}

/** Its input ends, or it is told to end and what it has printed is shown. */
function endProgram(writer: Writer, terminal: string): void {
  const program = writer.programs.get(terminal)
  if (program === undefined) return
  writer.programs.delete(terminal)
  const { name } = program
  if (program.kind === 'reads') {
    const descriptor = writer.descriptors.get(terminal)
    writer.descriptors.delete(terminal)
    writer.lines.push(`exec ${descriptor}>&-`, `wait "$${name}" 2> /dev/null || sleep 3`)
  } else {
    writer.lines.push(`kill "$${name}"`, `wait "$${name}" 2> /dev/null`, `cat ${name}.out`)
  }
}

/** Ctrl-Z: whatever was started for the terminal stands still until `fg` or `bg`. */
function suspendProgram(writer: Writer, terminal: string): void {
  const program = writer.programs.get(terminal)
  if (program === undefined || writer.stopped.has(terminal)) return
  writer.programs.delete(terminal)
  writer.stopped.set(terminal, program)
  writer.lines.push(`kill -STOP "$${program.name}"`)
}

function goOn(writer: Writer, terminal: string): boolean {
  const program = writer.stopped.get(terminal)
  if (program === undefined || writer.programs.has(terminal)) return false
  writer.stopped.delete(terminal)
  writer.programs.set(terminal, program)
  writer.lines.push(`kill -CONT "$${program.name}"`)
  return true
}

/** `terminal_1` */
function variableOf(terminal: string): string {
  return terminal.replace(/\W/g, '_')
}
