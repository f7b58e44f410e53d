/** Reading and writing what descriptors lead to. */
import { readFile, writeFile } from '../files.ts'
import { decodedText } from '../raw-text.ts'
import { type Machine, SCREEN_CHARS, show, type TerminalState } from '../terminal-state.ts'
import type { Channel, Descriptors, Pipe } from './process-state.ts'

/** As a pipe of Linux; a writer waits while so much is unread. */
export const PIPE_CHARS = 65_536

export function openPipe(
  terminal: TerminalState,
  capacity = PIPE_CHARS,
): { read: Channel; write: Channel; id: number } {
  const pipeId = terminal.nextId++
  terminal.pipes.set(pipeId, { buffer: '', capacity })
  return {
    id: pipeId,
    read: Object.freeze({ kind: 'pipe', pipeId, end: 'read' }),
    write: Object.freeze({ kind: 'pipe', pipeId, end: 'write' }),
  }
}

export function openInput(terminal: TerminalState, source: { path: string } | { text: string }): Channel {
  const inputId = terminal.nextId++
  terminal.inputs.set(inputId, {
    path: 'path' in source ? source.path : null,
    text: 'text' in source ? source.text : '',
    offset: 0,
  })
  return Object.freeze({ kind: 'input', inputId })
}

/** Whether a write would have to wait. */
export function isFull({ terminal }: Machine, channel: Channel | undefined): boolean {
  if (channel?.kind !== 'pipe') return false
  const pipe = terminal.pipes.get(channel.pipeId)
  return pipe !== undefined && pipe.buffer.length >= pipe.capacity && isOpen(terminal, channel.pipeId, 'read')
}

/** For a reader that has looked at all there is and needs more: as if it had taken that out of the pipe. */
export function makeRoom({ terminal }: Machine, channel: Channel | undefined): void {
  const pipe = channel?.kind === 'pipe' ? terminal.pipes.get(channel.pipeId) : undefined
  if (pipe !== undefined && pipe.buffer.length >= pipe.capacity) pipe.capacity = pipe.buffer.length + PIPE_CHARS
}

/** Nobody will ever read what is written there. */
export function isBroken({ terminal }: Machine, channel: Channel | undefined): boolean {
  return channel?.kind === 'pipe' && !isOpen(terminal, channel.pipeId, 'read')
}

/** False where nobody can ever read it: the pipe has no reader, or the descriptor is closed. */
export function writeTo(machine: Machine, channel: Channel | undefined, text: string): boolean {
  const { terminal, shell } = machine
  if (channel === undefined || channel.kind === 'keyboard' || channel.kind === 'input') return false
  if (text === '' || channel.kind === 'null') return true
  if (channel.kind === 'pipe') {
    const pipe = terminal.pipes.get(channel.pipeId)
    if (pipe === undefined || !isOpen(terminal, channel.pipeId, 'read')) return false
    pipe.buffer += text
    return true
  }
  if (channel.kind === 'file') {
    writeFile(shell.disk, channel.path, (readFile(shell.disk, channel.path) ?? '') + text)
    return true
  }
  const shown = decodedText(text)
  if (channel.stream === 2) terminal.stderr = remembered(terminal, terminal.stderr + shown)
  else terminal.stdout = remembered(terminal, terminal.stdout + shown)
  show(terminal, shown)
  return true
}

/** At a terminal the screen is what people read; a consumer of days must not be kept whole beside it. */
function remembered(terminal: TerminalState, text: string): string {
  return terminal.tty && text.length > SCREEN_CHARS ? text.slice(-SCREEN_CHARS) : text
}

export interface Readable {
  readonly text: string
  /** Nothing will come after it. */
  readonly ended: boolean
}

/** What could be read now; it stays there until `consume`. The keyboard is the terminal's own affair. */
export function peek({ terminal, shell }: Machine, channel: Channel | undefined): Readable {
  switch (channel?.kind) {
    case 'pipe': {
      const text = terminal.pipes.get(channel.pipeId)?.buffer ?? ''
      return { text, ended: !isOpen(terminal, channel.pipeId, 'write') }
    }
    case 'input': {
      const input = terminal.inputs.get(channel.inputId)
      if (input === undefined) return { text: '', ended: true }
      const whole = input.path === null ? input.text : (readFile(shell.disk, input.path) ?? '')
      return { text: whole.slice(input.offset), ended: true }
    }
    case 'keyboard':
      return { text: terminal.typedAhead, ended: terminal.inputEnded }
    default:
      return { text: '', ended: true }
  }
}

/** Takes the first `length` characters of what `peek` showed. */
export function consume({ terminal }: Machine, channel: Channel | undefined, length: number): void {
  if (channel?.kind === 'pipe') {
    const pipe = terminal.pipes.get(channel.pipeId) as Pipe
    pipe.buffer = pipe.buffer.slice(length)
  } else if (channel?.kind === 'input') {
    const input = terminal.inputs.get(channel.inputId)
    if (input !== undefined) input.offset += length
  } else if (channel?.kind === 'keyboard') terminal.typedAhead = terminal.typedAhead.slice(length)
}

/** Whether a process still holds that end of the pipe. Looked up rather than counted, so no count can be wrong. */
export function isOpen(terminal: TerminalState, pipeId: number, end: 'read' | 'write'): boolean {
  const holds = (descriptors: Descriptors | null): boolean => {
    if (descriptors === null) return false
    for (const channel of descriptors.values())
      if (channel.kind === 'pipe' && channel.pipeId === pipeId && channel.end === end) return true
    return false
  }
  for (const process of terminal.processes.values()) {
    if (holds(process.descriptors)) return true
    if (process.kind === 'shell' && process.frames.some((frame) => holds(frame.descriptors))) return true
    // A shell reads its substitution's output without a descriptor.
    if (end === 'read' && process.kind === 'shell' && process.frames.some((frame) => frame.capture === pipeId))
      return true
  }
  return false
}

/** Forgets pipes and opened files that nobody holds any more. */
export function sweepChannels(terminal: TerminalState): void {
  for (const pipeId of terminal.pipes.keys())
    if (!isOpen(terminal, pipeId, 'read') && !isOpen(terminal, pipeId, 'write')) terminal.pipes.delete(pipeId)
  const held = new Set<number>()
  const note = (descriptors: Descriptors | null) => {
    for (const channel of descriptors?.values() ?? []) if (channel.kind === 'input') held.add(channel.inputId)
  }
  for (const process of terminal.processes.values()) {
    note(process.descriptors)
    if (process.kind === 'shell') for (const frame of process.frames) note(frame.descriptors)
  }
  for (const inputId of terminal.inputs.keys()) if (!held.has(inputId)) terminal.inputs.delete(inputId)
}
