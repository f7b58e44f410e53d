/** What can be done to a selected thing, as commands. */
import type { MessageKey, MessageParams } from '../../i18n/index.ts'
import type { Command } from '../../kafka/cluster/commands.ts'
import type { ClusterImage, NodeStatus } from '../../kafka/observe/cluster-image.ts'
import type { Selection } from '../../store/selection-store.ts'
import { findNode } from './inspection.ts'
import { oneConsumerMore } from './invitations.ts'

export interface InspectorAction {
  readonly label: MessageKey
  readonly params?: MessageParams
  readonly command: Command
  readonly danger?: boolean
}

const SLOW_NODE_US = 20_000
const SLOW_LINK_US = 100_000

/** In the order of the buttons. */
export function inspectorActions({ kind, id }: Selection, image: ClusterImage): readonly InspectorAction[] {
  switch (kind) {
    case 'broker': {
      const broker = findNode(image.brokers, id)
      return broker === null ? [] : brokerActions(broker.node, broker.status, broker.slowdownUs > 0)
    }
    case 'controller': {
      const controller = findNode(image.controllers, id)
      return controller === null ? [] : nodeActions(controller.node, controller.status)
    }
    case 'producer': {
      const producer = image.producers.get(id)
      if (producer === undefined || producer.terminal !== null) return []
      return [...clientActions(id, producer.status), remove({ type: 'RemoveProducer', name: id })]
    }
    case 'member': {
      const member = image.members.get(id)
      if (member === undefined || member.terminal !== null) return []
      return [...clientActions(id, member.status), remove({ type: 'RemoveConsumer', name: id })]
    }
    case 'topic':
      return topicActions(id, image)
    case 'partition':
      return [{ label: 'inspector.action.electPreferred', command: { type: 'ElectPreferredLeaders' } }]
    case 'group': {
      const consumer = oneConsumerMore(image, id)
      return consumer === null
        ? []
        : [{ label: 'inspector.action.addConsumer', command: { type: 'AddConsumer', consumer } }]
    }
    case 'link':
      return linkActions(id, image)
    default:
      return []
  }
}

function brokerActions(node: string, status: NodeStatus, slowed: boolean): readonly InspectorAction[] {
  const pace: InspectorAction = slowed
    ? { label: 'inspector.action.fullSpeed', command: { type: 'SlowNode', node, delayUs: 0 } }
    : { label: 'inspector.action.slow', command: { type: 'SlowNode', node, delayUs: SLOW_NODE_US } }
  return [...nodeActions(node, status), ...(isUp(status) ? [pace] : []), remove({ type: 'RemoveBroker', broker: node })]
}

function nodeActions(node: string, status: NodeStatus): readonly InspectorAction[] {
  if (!isUp(status)) return [{ label: 'inspector.action.start', command: { type: 'StartNode', node } }]
  return [
    { label: 'inspector.action.powerCut', command: { type: 'PowerCutNode', node }, danger: true },
    { label: 'inspector.action.kill', command: { type: 'KillNode', node }, danger: true },
    { label: 'inspector.action.stop', command: { type: 'StopNode', node } },
    pauseOrResume(node, status),
  ]
}

/** A client has no disk of its own, so cutting its power is killing it. */
function clientActions(node: string, status: NodeStatus): readonly InspectorAction[] {
  if (!isUp(status)) return [{ label: 'inspector.action.start', command: { type: 'StartNode', node } }]
  return [
    { label: 'inspector.action.kill', command: { type: 'KillNode', node }, danger: true },
    pauseOrResume(node, status),
  ]
}

function pauseOrResume(node: string, status: NodeStatus): InspectorAction {
  return status === 'paused'
    ? { label: 'inspector.action.resume', command: { type: 'ResumeNode', node } }
    : { label: 'inspector.action.pause', command: { type: 'PauseNode', node } }
}

function topicActions(id: string, image: ClusterImage): readonly InspectorAction[] {
  const topic = image.topics.get(id)
  if (topic === undefined || topic.internal) return []
  return [
    {
      label: 'inspector.action.addPartition',
      command: { type: 'AddPartitions', topic: id, totalCount: topic.partitions + 1 },
    },
    { label: 'inspector.action.electPreferred', command: { type: 'ElectPreferredLeaders' } },
    { label: 'inspector.action.deleteTopic', command: { type: 'DeleteTopic', topic: id }, danger: true },
  ]
}

function linkActions(id: string, image: ClusterImage): readonly InspectorAction[] {
  const [a, b] = id.split('|')
  if (a === undefined || b === undefined) return []
  const link = image.links.get(id)
  const impaired = link !== undefined && (link.cut || link.extraUs > 0)
  const directions = [
    [a, b],
    [b, a],
  ] as const
  return [
    ...(link?.cut === true
      ? []
      : [{ label: 'inspector.action.cut', command: { type: 'CutLink', a, b }, danger: true } as const]),
    ...(impaired ? [{ label: 'inspector.action.repair', command: { type: 'RepairLink', a, b } } as const] : []),
    { label: 'inspector.action.slowLink', command: { type: 'SlowLink', a, b, extraUs: SLOW_LINK_US } },
    ...directions.flatMap(([from, to]): InspectorAction[] => [
      {
        label: 'inspector.action.hold',
        params: { from },
        command: { type: 'HoldLink', from, to, api: 'FetchRequest' },
      },
      { label: 'inspector.action.holdAll', params: { from }, command: { type: 'HoldLink', from, to, api: null } },
      { label: 'inspector.action.release', params: { from }, command: { type: 'ReleaseLink', from, to } },
    ]),
  ]
}

function remove(command: Command): InspectorAction {
  return { label: 'inspector.action.remove', command, danger: true }
}

function isUp(status: NodeStatus): boolean {
  return status === 'running' || status === 'starting' || status === 'paused' || status === 'stopping'
}
