/** The picture of the terminals, and of the clients that live inside them. */
import type { World } from '../engine/world.ts'
import type { ConsumerClient } from '../kafka/clients/consumer/consumer-state.ts'
import type { ProducerClient } from '../kafka/clients/producer/producer-state.ts'
import { type MemberTables, memberRow } from '../kafka/cluster/kinds/consumer/member-rows.ts'
import { producerRow } from '../kafka/cluster/kinds/producer/producer-rows.ts'
import {
  IMAGE_TERMINAL_CHARS,
  type ImageTables,
  type MemberImage,
  type ProducerImage,
  type TerminalImage,
} from '../kafka/observe/cluster-image.ts'
import { programs } from './programs.ts'
import { promptOf, type TerminalState } from './terminal-state.ts'
import { WORKSTATION_NODE, type WorkstationState } from './workstation-state.ts'

/** Adds a row for each terminal, and one for each producer or consumer that runs in one, under the terminal's name. */
export function addTerminalRows(tables: ImageTables, world: World): void {
  const state = world.nodes.get(WORKSTATION_NODE)?.state as WorkstationState | null | undefined
  for (const terminal of state?.terminals.values() ?? []) {
    tables.terminals.set(terminal.name, terminalRow(terminal))
    const client = clientInside(terminal)
    if (client === null) continue
    if ('accumulator' in client) tables.producers.set(terminal.name, producerOf(client, terminal.name))
    else tables.members.set(terminal.name, memberOf(client, terminal.name, tables))
  }
}

const rows = new WeakMap<TerminalState, TerminalImage>()

/** The same row as long as nothing of it changed, so that a terminal where nothing happens costs no frame anything. */
function terminalRow(terminal: TerminalState): TerminalImage {
  const prompt = promptOf(terminal, programs)
  const running = terminal.running?.process.program ?? null
  const { name, tty, screenLength: outputLength, lastExitCode } = terminal
  const known = rows.get(terminal)
  if (
    known?.outputLength === outputLength &&
    known.prompt === prompt &&
    known.running === running &&
    known.lastExitCode === lastExitCode
  )
    return known
  const output = terminal.screen.slice(-IMAGE_TERMINAL_CHARS)
  const row: TerminalImage = { name, tty, outputLength, output, prompt, running, lastExitCode }
  rows.set(terminal, row)
  return row
}

/** Programs that embed a client keep it in their state under one of two names. */
function clientInside({ running }: TerminalState): ProducerClient | ConsumerClient | null {
  if (running === null || !running.process.started || programs[running.process.program]?.client == null) return null
  const state = running.process.state as { producer?: ProducerClient; consumer?: ConsumerClient } | null
  return state?.producer ?? state?.consumer ?? null
}

function producerOf(client: ProducerClient, terminal: string): ProducerImage {
  const spec = { name: terminal, config: client.config.texts, workload: null }
  return producerRow(client, { name: terminal, status: 'running', spec, terminal, lastError: null })
}

function memberOf(client: ConsumerClient, terminal: string, tables: MemberTables): MemberImage {
  const status = client.closing === null ? 'running' : 'stopping'
  const groupId = client.config.groupId ?? ''
  const owner = { name: terminal, status, spec: null, terminal, groupId, processing: 0, lastError: null } as const
  return memberRow(client, owner, tables)
}
