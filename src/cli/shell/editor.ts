/**
 * Counterparts in vim and nano, as far as the machine is concerned: a program that holds a file open until somebody has
 * done with it. What is typed into it is the page's affair; the file is written by the commands SaveFile and LeaveEditor.
 */
import { isFolder, isReadOnly, readFile, resolvePath, whyUnwritable, writeFile } from '../files.ts'
import { optionSet, readOptions } from '../options/getopt.ts'
import { inOwnVoice } from '../own-voice.ts'
import { exitProcess, type Process, type ProcessContext, type Program, writeError } from '../program.ts'
import { bytesOfText } from '../raw-text.ts'
import type { Machine, TerminalState } from '../terminal-state.ts'
import { callProgram } from './machine.ts'
import { type PagerState, pagerIn } from './pager.ts'
import { whyNotShown } from './shown-text.ts'

/** What an editor has open. Made anew with every change, so that a picture of it may be kept. */
export interface EditorState {
  readonly kind: 'editor'
  /** As it was typed. */
  readonly name: string
  readonly path: string
  /** As the file has it. */
  readonly text: string
  readonly readOnly: boolean
  /** Nothing lies there yet. */
  readonly isNew: boolean
  /** The line to begin at, from 1 on; 0 is the last one. */
  readonly line: number
  /** What the program says at its foot; how often it has said something. */
  readonly said: string
  readonly saidTimes: number
}

/** A longer file is nothing to be edited on a page. */
const MOST_CHARS = 500_000

const OPTIONS = {
  vi: optionSet('vi', 'R'),
  vim: optionSet('vim', 'R'),
  view: optionSet('view', 'R'),
  nano: optionSet('nano', 'v|view l|linenumbers'),
} as const

export type EditorName = keyof typeof OPTIONS

export function editorProgram(name: EditorName): Program {
  return {
    client: null,
    startsAtOnce: true,
    start: (context) => open(name, context),
    onMessage() {},
    onTimer() {},
    onDisconnect() {},
    onInput() {},
    onInterrupt({ process }) {
      exitProcess(process, 130)
    },
  }
}

function open(program: EditorName, { process, disk }: ProcessContext): void {
  const refuse = (words: string, exitCode = 1) => {
    writeError(process, words)
    exitProcess(process, exitCode)
  }
  const lines = process.args.filter((arg) => /^\+\d*$/.test(arg))
  const read = readOptions(
    OPTIONS[program],
    process.args.filter((arg) => !lines.includes(arg)),
  )
  if ('refusal' in read) return refuse(read.refusal, read.exitCode)
  const [name, ...others] = read.operands
  if (!process.tty || process.job !== 0)
    return refuse(
      inOwnVoice(`${program} opens no screen here: cat > ${name ?? 'file'} <<'EOF' writes a file, sed -i changes one.`),
    )
  if (name === undefined)
    return refuse(inOwnVoice(`${program} opens the file that is named behind it: ${program} config/server.properties`))
  if (others.length > 0)
    return refuse(inOwnVoice(`${program} opens one file at a time here, not ${read.operands.length}.`))
  const path = resolvePath(process.folder, name)
  if (isFolder(disk, path)) return refuse(inOwnVoice(`${name} is a directory: ls ${name} lists it.`))
  const why = whyNotShown(disk, path, name)
  if (why !== null) return refuse(why)
  const text = readFile(disk, path)
  if ((text ?? '').length > MOST_CHARS)
    return refuse(inOwnVoice(`${name} is too long for this editor: less ${name} shows it.`))
  const readOnly = program === 'view' || read.options.length > read.options.filter(({ key }) => key === 'l').length
  const line = lines.at(-1)?.slice(1) ?? '1'
  const state: EditorState = {
    ...{ kind: 'editor', name, path, text: text ?? '', isNew: text === undefined, line: Number(line) },
    readOnly: readOnly || isReadOnly(disk, path),
    said: '',
    saidTimes: 0,
  }
  process.state = Object.freeze({ ...state, said: opened(program, state) })
}

function opened(program: EditorName, { name, text, isNew, readOnly }: EditorState): string {
  const lines = countOfLines(text)
  if (program === 'nano') return isNew ? '[ New File ]' : `[ Read ${lines} ${lines === 1 ? 'line' : 'lines'} ]`
  if (isNew) return `"${name}" [New]`
  return `"${name}"${readOnly ? ' [readonly]' : ''} ${lines}L, ${bytesOfText(text).length}B`
}

function countOfLines(text: string): number {
  return text.split('\n').length - (text.endsWith('\n') || text === '' ? 1 : 0)
}

/** The editor or pager in the foreground of a terminal, and what it has open; null where there is none. */
export function openEditor({
  processes,
}: TerminalState): { readonly process: Process; readonly state: EditorState | PagerState } | null {
  for (const process of processes.values()) {
    if (process.kind !== 'program' || process.job !== 0 || process.ended) continue
    const state = process.program in OPTIONS ? (process.state as EditorState | null) : pagerIn(process)
    if (state?.kind === 'editor' || state?.kind === 'pager') return { process, state }
  }
  return null
}

/** What the editor writes, under the name that was typed; where that went well it may be left. */
export function saveInEditor(machine: Machine, { path: name, content, leaves }: SaveFile): void {
  const editor = openEditor(machine.terminal)
  if (editor?.state.kind !== 'editor') return
  const { state } = editor
  callProgram(machine, editor.process, (_program, { process, disk }) => {
    const path = resolvePath(process.folder, name)
    const why = whyUnwritable(disk, path)
    if (why === null) writeFile(disk, path, content)
    const said = { said: written(process.program, name, content, why), saidTimes: state.saidTimes + 1 }
    const own = why === null && path === state.path ? { text: content, isNew: false } : {}
    process.state = Object.freeze({ ...state, ...own, ...said })
    if (leaves && why === null) exitProcess(process, 0)
  })
}

interface SaveFile {
  readonly path: string
  readonly content: string
  readonly leaves: boolean
}

function written(program: string, name: string, content: string, why: string | null): string {
  const lines = countOfLines(content)
  if (program === 'nano')
    return why === null ? `[ Wrote ${lines} ${lines === 1 ? 'line' : 'lines'} ]` : `[ Error writing ${name}: ${why} ]`
  return why === null
    ? `"${name}" ${lines}L, ${bytesOfText(content).length}B written`
    : `"${name}" E212: Can't open file for writing`
}

export function leaveEditor(machine: Machine): void {
  const editor = openEditor(machine.terminal)
  if (editor !== null) callProgram(machine, editor.process, (_program, { process }) => exitProcess(process, 0))
}
