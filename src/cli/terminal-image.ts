/** The picture of the terminals, and of the clients that live inside them. */
import type { World, WorldNode } from '../engine/world.ts'
import type { ConsumerClient } from '../kafka/clients/consumer/consumer-state.ts'
import type { ProducerClient } from '../kafka/clients/producer/producer-state.ts'
import { type MemberSight, memberRow, memberSightOf } from '../kafka/cluster/kinds/consumer/member-rows.ts'
import { producerRow } from '../kafka/cluster/kinds/producer/producer-rows.ts'
import type { HeldClient } from '../kafka/common/node-kind.ts'
import {
  IMAGE_TERMINAL_CHARS,
  type ImageTables,
  type MemberImage,
  type ProducerImage,
  type TerminalImage,
} from '../kafka/observe/cluster-image.ts'
import type { EditorImage, PagerImage } from '../kafka/observe/editor-image.ts'
import type { Commands } from './commands/command.ts'
import { commandsOf } from './commands/registry.ts'
import type { Process } from './program.ts'
import { decodedText } from './raw-text.ts'
import { type EditorState, openEditor } from './shell/editor.ts'
import type { PagerState } from './shell/pager.ts'
import { foregroundProgram, isIdle, promptOf, statementUnderWay, type TerminalState } from './terminal-state.ts'
import { WORKSTATION_NODE, type WorkstationState } from './workstation-state.ts'

/** Adds a row for each terminal, and one for each producer or consumer that runs in one, under the terminal's name. */
export function addTerminalRows(tables: ImageTables, world: World): void {
  const state = world.nodes.get(WORKSTATION_NODE)?.state as WorkstationState | null | undefined
  if (state == null) return
  const commands = commandsOf(state.profile)
  const sight = memberSightOf(tables, world)
  for (const terminal of state.terminals.values()) {
    tables.terminals.set(terminal.name, terminalRow(terminal, commands))
    for (const process of terminal.processes.values()) {
      const client = process.kind === 'program' ? clientInside(process, commands) : null
      if (client === null) continue
      const { address } = process as Process
      if ('accumulator' in client)
        tables.producers.set(address, producerOf(client, process as Process, terminal.name, world.nowUs))
      else tables.members.set(address, memberOf(client, process as Process, { terminal: terminal.name, sight }))
    }
  }
}

/** Producers and consumers that run in terminals, by their addresses. */
export function clientsInTerminals({ state }: WorldNode): readonly HeldClient[] {
  const workstation = state as WorkstationState | null
  if (workstation === null) return []
  const commands = commandsOf(workstation.profile)
  const clients: HeldClient[] = []
  for (const terminal of workstation.terminals.values()) {
    for (const process of terminal.processes.values()) {
      const client = process.kind === 'program' ? clientInside(process, commands) : null
      if (client !== null) clients.push({ name: (process as Process).address, client })
    }
  }
  return clients
}

const rows = new WeakMap<TerminalState, TerminalImage>()

/** The same row as long as nothing of it changed, so that a terminal where nothing happens costs no frame anything. */
function terminalRow(terminal: TerminalState, commands: Commands): TerminalImage {
  const prompt = promptOf(terminal, commands)
  const running = runningIn(terminal, commands)
  const { name, tty, screenLength: outputLength, lastExitCode } = terminal
  const editor = editorRow(terminal)
  const known = rows.get(terminal)
  if (
    known?.outputLength === outputLength &&
    known.prompt === prompt &&
    known.running === running &&
    known.lastExitCode === lastExitCode &&
    known.editor === editor
  )
    return known
  const output = terminal.screen.slice(-IMAGE_TERMINAL_CHARS)
  const goesOn = running !== null && commands.program(running)?.goesOn === true
  const row: TerminalImage = { name, tty, outputLength, output, prompt, running, goesOn, lastExitCode, editor }
  rows.set(terminal, row)
  return row
}

const editors = new WeakMap<EditorState | PagerState, EditorImage | PagerImage>()

function editorRow(terminal: TerminalState): EditorImage | PagerImage | null {
  const open = openEditor(terminal)
  if (open === null) return null
  const { process, state } = open
  const known = editors.get(state)
  if (known !== undefined) return known
  const { processId, program } = process
  const row =
    state.kind === 'editor' ? editorImage(state, { processId, program }) : pagerImage(state, { processId, program })
  editors.set(state, row)
  return row
}

type Owner = Pick<EditorImage, 'processId' | 'program'>

function editorImage({ isNew: _isNew, ...shown }: EditorState, owner: Owner): EditorImage {
  return { ...owner, ...shown }
}

function pagerImage({ isShown: _isShown, ...shown }: PagerState, owner: Owner): PagerImage {
  const files = shown.files.map(({ name, text }) => ({ name, text: decodedText(text) }))
  return { ...owner, ...shown, files }
}

/** What keeps the shell busy: a program, or by its first word a command that only the shell works on. */
function runningIn(terminal: TerminalState, commands: Commands): string | null {
  if (isIdle(terminal)) return null
  return foregroundProgram(terminal, commands)?.program ?? /^\S+/.exec(statementUnderWay(terminal))?.[0] ?? 'bash'
}

/** Programs that embed a client keep it in their state under one of two names. */
function clientInside(process: Process, commands: Commands): ProducerClient | ConsumerClient | null {
  if (process.ended || !process.started || commands.program(process.program)?.client == null) return null
  const state = process.state as { producer?: ProducerClient; consumer?: ConsumerClient } | null
  return state?.producer ?? state?.consumer ?? null
}

function producerOf(client: ProducerClient, process: Process, terminal: string, nowUs: number): ProducerImage {
  const { address: name } = process
  const status = process.stopped === undefined ? 'running' : 'paused'
  const spec = { name, config: client.config.texts, workload: null }
  return producerRow(client, { name, status, spec, terminal, lastError: null }, nowUs)
}

function memberOf(
  client: ConsumerClient,
  process: Process,
  { terminal, sight }: { readonly terminal: string; readonly sight: MemberSight },
): MemberImage {
  const { address: name } = process
  const status = process.stopped !== undefined ? 'paused' : client.closing === null ? 'running' : 'stopping'
  const groupId = client.config.groupId ?? ''
  const owner = { name, status, spec: null, terminal, groupId, processing: 0, lastError: null } as const
  return memberRow(client, owner, sight)
}
