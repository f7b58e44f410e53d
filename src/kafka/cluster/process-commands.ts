/** What can be done to the process of any node that people may operate. */
import {
  deliverCommand,
  endProcess,
  nodeOf,
  pauseNode,
  resumeNode,
  slowNode,
  startNode,
} from '../../engine/processes.ts'
import type { World } from '../../engine/world.ts'
import { isInternalPartition } from '../common/internal-topics.ts'
import { kindOf, type StartSpec } from '../common/node-kind.ts'
import { unflushedRecords } from '../log/unflushed.ts'
import type { Command } from './commands.ts'
import { formatIfNew } from './format-server.ts'
import { refuseNotPaused, refusePowerless, refuseProcess, refuseRunning, refuseStopped } from './refusals.ts'
import { specToStart } from './start-properties.ts'
import { tell } from './tell.ts'

export type ProcessCommand = Extract<Command, { node: string }>

export function refuseProcessCommand(world: World, command: ProcessCommand): string | null {
  const { node } = command
  const refusal = refuseProcess(world, node)
  if (refusal !== null) return refusal
  switch (command.type) {
    case 'StopNode':
    case 'KillNode':
    case 'PauseNode':
      return refuseStopped(world, node)
    case 'PowerCutNode':
      return refusePowerless(world, node)
    case 'ResumeNode':
      return refuseNotPaused(world, node)
    case 'StartNode':
      return refuseRunning(world, node) ?? refuseToStart(world, node)
    case 'SlowNode':
      return null
  }
}

export function applyProcessCommand(world: World, command: ProcessCommand): void {
  const { node } = command
  switch (command.type) {
    case 'StopNode':
      return stop(world, node)
    case 'KillNode':
      // The happening goes first, so that everything the death sets off names it as its cause.
      tell(world, node, { type: 'NodeKilled', node })
      return endProcess(world, node, 'kill')
    case 'PowerCutNode':
      tell(world, node, { type: 'NodePowerCut', node, lostRecords: recordsAtRisk(world, node) })
      return endProcess(world, node, 'powerCut')
    case 'StartNode':
      return start(world, node)
    case 'PauseNode':
      tell(world, node, { type: 'NodePaused', node })
      return pauseNode(world, node)
    case 'ResumeNode':
      tell(world, node, { type: 'NodeResumed', node })
      return resumeNode(world, node)
    case 'SlowNode':
      tell(world, node, { type: 'NodeSlowed', node, delayUs: command.delayUs })
      return slowNode(world, node, command.delayUs)
  }
}

function refuseToStart(world: World, id: string): string | null {
  const start = specToStart(world, id)
  return start !== null && 'refusal' in start ? start.refusal : null
}

function start(world: World, id: string): void {
  formatIfNew(world, id)
  startWith(world, id, specToStart(world, id))
}

/** `start` is what it is started with, or null for what it had before; one that was refused is not started. */
export function startWith(world: World, id: string, start: StartSpec | null): void {
  const failure = start !== null && 'spec' in start ? start.failure : undefined
  if (start !== null && 'spec' in start) nodeOf(world, id).spec = start.spec
  tell(
    world,
    id,
    failure === undefined ? { type: 'NodeStarted', node: id } : { type: 'StartFailed', node: id, error: failure },
  )
  startNode(world, id)
}

/** SIGTERM: each kind of process ends in its own way; those that know none just end. */
function stop(world: World, id: string): void {
  tell(world, id, { type: 'NodeStopping', node: id })
  const node = nodeOf(world, id)
  node.troubledBy = world.runningCause
  const { stopCommand } = kindOf(world, node)
  if (stopCommand === null) endProcess(world, id, 'stop')
  else deliverCommand(world, id, stopCommand)
}

/** What a power cut would cost the process that runs there. */
function recordsAtRisk(world: World, id: string): number {
  const node = nodeOf(world, id)
  if (node.state === null) return 0
  const logs = (kindOf(world, node).heldLogs?.(node) ?? []).map(({ log }) => log)
  return unflushedRecords(logs.filter(({ topicPartition }) => !isInternalPartition(topicPartition)))
}
