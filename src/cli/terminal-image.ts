/** The picture of the terminals, and of the clients that live inside them. */
import type { World } from '../engine/world.ts'
import {
  type ClusterImage,
  IMAGE_TERMINAL_CHARS,
  type ProducerImage,
  type TerminalImage,
} from '../kafka/cluster-image.ts'
import { producerRow } from '../kafka/image/producer-rows.ts'
import { programs } from './programs.ts'
import { promptOf, type TerminalState } from './terminal-state.ts'
import { producerInside } from './tools/kafka-console-producer.ts'
import { WORKSTATION_NODE, type WorkstationState } from './workstation.ts'

type Mutable<Table> = Table extends ReadonlyMap<infer Key, infer Row> ? Map<Key, Row> : never
export type TerminalTables = { readonly [Name in 'terminals' | 'producers' | 'members']: Mutable<ClusterImage[Name]> }

/** Adds a row for each terminal, and one for each producer or consumer that runs in one, under the terminal's name. */
export function addTerminalRows(tables: TerminalTables, world: World): void {
  const state = world.nodes.get(WORKSTATION_NODE)?.state as WorkstationState | null | undefined
  for (const terminal of state?.terminals.values() ?? []) {
    tables.terminals.set(terminal.name, terminalRow(terminal))
    const producer = producerOf(terminal)
    if (producer !== null) tables.producers.set(terminal.name, producer)
  }
}

/** The image with the terminals' rows in it. */
export function withTerminals(image: ClusterImage, world: World): ClusterImage {
  const tables = {
    terminals: new Map(image.terminals),
    producers: new Map(image.producers),
    members: new Map(image.members),
  }
  addTerminalRows(tables, world)
  return { ...image, ...tables }
}

function terminalRow(terminal: TerminalState): TerminalImage {
  return {
    name: terminal.name,
    tty: terminal.tty,
    outputLength: terminal.screenLength,
    output: terminal.screen.slice(-IMAGE_TERMINAL_CHARS),
    prompt: promptOf(terminal, programs),
    running: terminal.running?.process.program ?? null,
    lastExitCode: terminal.lastExitCode,
  }
}

function producerOf(terminal: TerminalState): ProducerImage | null {
  const process = terminal.running?.process
  if (process === undefined || !process.started || programs[process.program]?.client !== 'producer') return null
  const client = producerInside(process)
  if (client === null) return null
  const spec = { name: terminal.name, config: client.config.texts, workload: null }
  return producerRow(client, { name: terminal.name, status: 'running', spec, terminal: terminal.name, lastError: null })
}
