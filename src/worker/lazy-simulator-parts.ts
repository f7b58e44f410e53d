/**
 * The simulator for the page: shell and tools, a third of the engine's code, are fetched when the first terminal is opened
 * or a run with terminals is. Until then the workstation stands there with its files, and nothing is ever sent to it.
 */
import { isTerminalCommand, simulatorModelOf } from '../cli/simulator-model.ts'
import { workstationKind } from '../cli/workstation-kind.ts'
import { startWorkstation, type WorkstationState } from '../cli/workstation-state.ts'
import type { NodeBehavior } from '../engine/node-context.ts'
import { refuseCommand } from '../kafka/cluster/apply-command.ts'
import { withChronicle } from './chronicle/record-chronicle.ts'
import { clusterParts } from './cluster-parts.ts'
import type { EngineParts } from './engine-parts.ts'
import { fetchVersionFor } from './fetch-version.ts'
import type { ToWorker } from './port.ts'

type TerminalSide = typeof import('./terminal-side.ts')

/** `load` is the worker's dynamic import. */
export function lazySimulatorParts(load: () => Promise<TerminalSide>): EngineParts {
  let side: TerminalSide | null = null
  let loading: Promise<void> | null = null

  const loaded = (): TerminalSide => {
    if (side === null) throw new Error('a terminal was used before its tools were loaded')
    return side
  }
  const workstation: NodeBehavior<WorkstationState> = {
    start: startWorkstation,
    onMessage: (state, message, node) => loaded().workstationBehavior.onMessage(state, message, node),
    onTimer: (state, timer, node) => loaded().workstationBehavior.onTimer(state, timer, node),
    // Connections of terminals only: without the tools there are none.
    onDisconnect: (state, peer, node) => side?.workstationBehavior.onDisconnect(state, peer, node),
    onCommand: (state, command, node) => loaded().workstationBehavior.onCommand(state, command, node),
    survive: (state) => state.disk,
  }
  const fetchTools = async (): Promise<void> => {
    try {
      side = await load()
    } finally {
      loading = null
    }
  }
  return {
    // Without the tools there are no terminals to be shown.
    model: withChronicle(
      simulatorModelOf(
        workstationKind(workstation, {
          addRows: (tables, world) => side?.addTerminalRows(tables, world),
          heldClients: (node) => side?.clientsInTerminals(node) ?? [],
        }),
      ),
    ),
    prepare: (message) => {
      const version = fetchVersionFor(message)
      if (side !== null || !needsTools(message)) return version
      loading ??= fetchTools()
      return version === null ? loading : Promise.all([version, loading]).then(() => undefined)
    },
    ...clusterParts,
    refuseCommand,
    complete: (line, cursor, world) => loaded().complete(line, cursor, world),
  }
}

function needsTools(message: ToWorker): boolean {
  switch (message.type) {
    case 'complete':
      return true
    case 'command':
      return isTerminalCommand(message.command)
    case 'open': {
      const runs = [message.run, ...(message.branches ?? []).map((branch) => branch.run)]
      return runs.some((run) => run.journal.some((entry) => isTerminalCommand(entry.command)))
    }
    default:
      return false
  }
}
