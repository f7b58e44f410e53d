/**
 * The simulator for the page: shell and tools, a third of the engine's code, are fetched when the first terminal is opened
 * or a run with terminals is. Until then the workstation stands there with its files, and nothing is ever sent to it. The
 * language of rules for partitions comes with the first producer that has one, or with the terminal, in which anybody may
 * start one.
 */
import { isTerminalCommand, simulatorModelOf } from '../cli/simulator-model.ts'
import { workstationKind } from '../cli/workstation-kind.ts'
import { startWorkstation, type WorkstationState } from '../cli/workstation-state.ts'
import type { NodeBehavior } from '../engine/node-context.ts'
import { RULE_PARTITIONER } from '../kafka/clients/core/own-classes.ts'
import { refuseCommand } from '../kafka/cluster/apply-command.ts'
import type { Command, ProducerSpec } from '../kafka/cluster/commands.ts'
import { withChronicle } from './chronicle/record-chronicle.ts'
import { clusterParts } from './cluster-parts.ts'
import type { EngineParts } from './engine-parts.ts'
import { otherEraFetchedBy } from './fetch-era.ts'
import { fetchVersionFor } from './fetch-version.ts'
import type { ToWorker } from './port.ts'

type TerminalSide = typeof import('./terminal-side.ts')
type RuleSide = typeof import('./rule-side.ts')
type EraSide = typeof import('./history/era-pair.ts')

/** These are the worker's dynamic imports. */
export function lazySimulatorParts(
  load: () => Promise<TerminalSide>,
  loadRules: () => Promise<RuleSide>,
  loadEras: () => Promise<EraSide> = () => import('./history/era-pair.ts'),
): EngineParts {
  let side: TerminalSide | null = null
  let loading: Promise<void> | null = null
  let rules: RuleSide | null = null

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
  const fetchRules = async (): Promise<void> => {
    rules = await loadRules()
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
      const tools = side === null && needsTools(message)
      if (tools) loading ??= fetchTools()
      const needed = [
        fetchVersionFor(message),
        tools ? loading : null,
        side === null && !tools && rules === null && needsRules(message) ? fetchRules() : null,
      ].filter((each) => each !== null)
      const [first, ...others] = needed
      if (first === undefined) return null
      return others.length === 0 ? first : Promise.all(needed).then(() => undefined)
    },
    ...clusterParts,
    refuseCommand,
    otherEra: otherEraFetchedBy(loadEras),
    complete: (line, cursor, world) => loaded().complete(line, cursor, world),
    readCommand: (text, world) => loaded().readCommand(text, world),
  }
}

function needsRules(message: ToWorker): boolean {
  switch (message.type) {
    case 'readPartitioning':
      return true
    case 'command':
      return givesRule(message.command)
    case 'whatIf':
      return message.instead.some(givesRule)
    case 'open':
      return message.run.spec.producers.some(hasRule) || commandsIn(message).some(givesRule)
    default:
      return false
  }
}

function givesRule(command: Command): boolean {
  if (command.type === 'AddProducer' || command.type === 'ConfigureProducer') return hasRule(command.producer)
  return command.type === 'ClientOperation' && JSON.stringify(command.operation).includes(RULE_PARTITIONER)
}

function hasRule({ config }: ProducerSpec): boolean {
  return config['partitioner.class']?.trim() === RULE_PARTITIONER
}

function needsTools(message: ToWorker): boolean {
  switch (message.type) {
    case 'complete':
    case 'readCommand':
      return true
    case 'command':
      return isTerminalCommand(message.command)
    case 'open':
      return commandsIn(message).some(isTerminalCommand)
    default:
      return false
  }
}

/** All that was done in its runs, and what a script is about to do there. */
function commandsIn({ run, branches, script = [] }: Extract<ToWorker, { readonly type: 'open' }>): Command[] {
  const runs = [run, ...(branches ?? []).map((branch) => branch.run)]
  return [...runs.flatMap(({ journal }) => journal), ...script].map(({ command }) => command)
}
