/** What can be done to a process, whatever it is, as buttons. */
import type { Command } from '../../kafka/cluster/commands.ts'
import type { NodeStatus } from '../../kafka/observe/cluster-image.ts'
import { isUp } from '../stage/actions.ts'
import type { InspectorAction } from './kind-view.ts'

export function nodeActions(node: string, status: NodeStatus): readonly InspectorAction[] {
  if (!isUp(status)) return [{ label: 'inspector.action.start', command: { type: 'StartNode', node } }]
  return [
    { label: 'inspector.action.powerCut', command: { type: 'PowerCutNode', node }, danger: true },
    { label: 'inspector.action.kill', command: { type: 'KillNode', node }, danger: true },
    { label: 'inspector.action.stop', command: { type: 'StopNode', node } },
    pauseOrResume(node, status),
  ]
}

/** A client has no disk of its own, so cutting its power is killing it. */
export function clientActions(node: string, status: NodeStatus): readonly InspectorAction[] {
  if (!isUp(status)) return [{ label: 'inspector.action.start', command: { type: 'StartNode', node } }]
  return [
    { label: 'inspector.action.kill', command: { type: 'KillNode', node }, danger: true },
    pauseOrResume(node, status),
  ]
}

export function removeAction(command: Command): InspectorAction {
  return { label: 'inspector.action.remove', command, danger: true }
}

function pauseOrResume(node: string, status: NodeStatus): InspectorAction {
  return status === 'paused'
    ? { label: 'inspector.action.resume', command: { type: 'ResumeNode', node } }
    : { label: 'inspector.action.pause', command: { type: 'PauseNode', node } }
}
