// A workstation and nothing else, or with brokers that answer as a test says: for what happens in a terminal.

import type { FinishedCommand, TerminalState } from '../cli/terminal-state.ts'
import { workstationBehavior } from '../cli/workstation.ts'
import { WORKSTATION_NODE, type WorkstationState } from '../cli/workstation-state.ts'
import type { MessageBody, NodeBehavior } from '../engine/node-context.ts'
import { addNode, deliverCommand, nodeOf, startNode } from '../engine/processes.ts'
import { nextEventAtUs, run } from '../engine/scheduler.ts'
import { createWorld, type World } from '../engine/world.ts'
import { DEFAULT_PROFILE } from '../kafka/profile/registry.ts'
import type { Request, Response } from '../kafka/protocol/apis.ts'

/** What a broker of the test answers, without the correlation id; null is silence. */
export type Answer = (request: Request) => Omit<Response, 'correlationId'> | { readonly type: string } | null

export interface Bench {
  readonly world: World
  readonly terminal: TerminalState
  type(text: string): void
  interrupt(): void
  suspend(): void
  endOfInput(): void
  /** Until nothing is left to happen, or `forMs` have passed. */
  run(forMs?: number): void
  /** Types a script, runs it to its end and returns its commands as they ended. */
  script(text: string, forMs?: number): FinishedCommand[]
}

interface BenchOptions {
  readonly tty?: boolean
  readonly answer?: Answer
  readonly files?: Readonly<Record<string, string>>
  readonly profile?: string
}

export function workstationBench(options: BenchOptions = {}): Bench {
  const broker: NodeBehavior<object> = {
    start: () => ({}),
    onMessage: (_state, message, node) => {
      const request = message.body as Request
      const answer = (options.answer ?? (() => null))(request)
      const body: MessageBody & { correlationId: number } = {
        ...(answer as MessageBody),
        correlationId: request.correlationId,
      }
      if (answer !== null) node.send(message.from, body, 100)
    },
    onTimer: () => undefined,
    onDisconnect: () => undefined,
    onCommand: () => undefined,
    survive: () => null,
  }
  const world = createWorld({
    seed: 1,
    behaviors: { workstation: workstationBehavior, broker },
    wallClockStartMs: 1_772_409_600_000,
  })
  addNode(world, {
    id: WORKSTATION_NODE,
    kind: 'workstation',
    spec: { profile: options.profile ?? DEFAULT_PROFILE, files: options.files ?? {} },
  })
  startNode(world, WORKSTATION_NODE)
  if (options.answer !== undefined) {
    addNode(world, { id: 'broker-1', kind: 'broker', spec: null })
    startNode(world, 'broker-1')
  }
  const command = (body: { readonly type: string }) =>
    deliverCommand(world, WORKSTATION_NODE, { terminal: 't1', ...body } as { type: string })
  command({ type: 'OpenTerminal', tty: options.tty ?? false } as { type: string })
  const { terminals } = nodeOf(world, WORKSTATION_NODE).state as WorkstationState
  const terminal = terminals.get('t1') as TerminalState
  const bench: Bench = {
    world,
    terminal,
    type: (text) => void command({ type: 'TypeLine', text } as { type: string }),
    interrupt: () => void command({ type: 'Interrupt' }),
    suspend: () => void command({ type: 'Suspend' }),
    endOfInput: () => void command({ type: 'EndOfInput' }),
    run(forMs) {
      if (forMs !== undefined) run(world, { untilUs: world.nowUs + forMs * 1000 })
      else if (nextEventAtUs(world) !== Infinity) run(world, {})
    },
    script(text, forMs) {
      const before = terminal.finished.length
      bench.type(text)
      bench.run(forMs)
      return terminal.finished.slice(before)
    },
  }
  return bench
}
