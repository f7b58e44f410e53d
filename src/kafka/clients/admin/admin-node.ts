/**
 * The admin client behind the page's own buttons: "create topic" on the stage is a CreateTopics request like the one
 * kafka-topics.sh sends, and takes its time.
 */

import type { NodeBehavior, NodeContext, ReceivedMessage, Timer } from '../../../engine/node-context.ts'
import type { Command } from '../../cluster/commands.ts'
import type { UnsentRequest } from '../../network/network-client.ts'
import type { Happening } from '../../observe/happenings.ts'
import { bootstrapServer } from '../core/bootstrap.ts'
import {
  type AdminClient,
  createAdminClient,
  onAdminDisconnect,
  onAdminMessage,
  onAdminTimer,
  startAdminCall,
  takeAdminResult,
} from './admin-client.ts'
import { callFailure } from './admin-failure.ts'
import {
  advanceReassignments,
  beginReassignment,
  isWatching,
  lookAfterReassignments,
  type ReassignCommand,
  type ReassignmentJob,
} from './reassignment-job.ts'

type CallCommand = Extract<
  Command,
  { type: 'CreateTopic' | 'DeleteTopic' | 'AddPartitions' | 'AlterTopicConfig' | 'ElectPreferredLeaders' }
>
export type AdminCommand = CallCommand | ReassignCommand

interface AdminNodeState {
  readonly admin: AdminClient
  readonly pending: Map<number, CallCommand>
  readonly reassignments: ReassignmentJob[]
  lookArmed: boolean
}

export const adminBehavior: NodeBehavior<AdminNodeState> = {
  start(_disk, spec, node) {
    const { profile, bootstrap } = spec as { readonly profile: string; readonly bootstrap: readonly string[] }
    return {
      admin: createAdminClient(
        { profile, clientId: 'admin', scope: 'admin', bootstrap: bootstrap.map(bootstrapServer) },
        node,
      ),
      pending: new Map(),
      reassignments: [],
      lookArmed: false,
    }
  },
  onMessage(state, message: ReceivedMessage, node) {
    onAdminMessage(state.admin, message, node)
    finishCalls(state, node)
  },
  onTimer(state, timer: Timer, node) {
    if (timer.type === 'ReassignmentCheck') {
      state.lookArmed = false
      lookAfterReassignments(state.reassignments, { admin: state.admin, node })
    } else onAdminTimer(state.admin, timer, node)
    finishCalls(state, node)
  },
  onDisconnect(state, peer, node) {
    onAdminDisconnect(state.admin, peer, node)
    state.admin.log = []
    finishCalls(state, node)
  },
  onCommand(state, command, node) {
    const asked = command as AdminCommand
    if (asked.type === 'ReassignPartitions') {
      beginReassignment(state.reassignments, asked, { admin: state.admin, node })
      return finishCalls(state, node)
    }
    const callId = startAdminCall(
      state.admin,
      { name: callName(asked), target: { kind: 'any' }, request: requestOf(asked) },
      node,
    )
    state.pending.set(callId, asked)
    finishCalls(state, node)
  },
  survive() {
    return null
  },
}

function callName(command: CallCommand): string {
  switch (command.type) {
    case 'CreateTopic':
      return 'createTopics'
    case 'DeleteTopic':
      return 'deleteTopics'
    case 'AddPartitions':
      return 'createPartitions'
    case 'AlterTopicConfig':
      return 'incrementalAlterConfigs'
    case 'ElectPreferredLeaders':
      return 'electLeaders'
  }
}

function requestOf(command: CallCommand): UnsentRequest {
  switch (command.type) {
    case 'CreateTopic': {
      const { name, partitions, replicationFactor, config, replicaAssignment = null } = command.topic
      const topic = {
        name,
        numPartitions: partitions ?? -1,
        replicationFactor: replicationFactor ?? -1,
        assignments: replicaAssignment,
        configs: Object.entries(config),
      }
      return { type: 'CreateTopicsRequest', topics: [topic], validateOnly: false }
    }
    case 'DeleteTopic':
      return { type: 'DeleteTopicsRequest', topics: [command.topic] }
    case 'AddPartitions':
      return {
        type: 'CreatePartitionsRequest',
        topics: [{ name: command.topic, totalCount: command.totalCount, assignments: null }],
        validateOnly: false,
      }
    case 'AlterTopicConfig': {
      const operations = Object.entries(command.config).map(([name, value]) =>
        value === null ? { name, operation: 'delete' as const, value } : { name, operation: 'set' as const, value },
      )
      const resource = { type: 'topic' as const, name: command.topic }
      return { type: 'IncrementalAlterConfigsRequest', resources: [{ resource, operations }], validateOnly: false }
    }
    case 'ElectPreferredLeaders':
      return { type: 'ElectLeadersRequest', electionType: 'preferred', topicPartitions: null }
  }
}

function finishCalls(state: AdminNodeState, node: NodeContext): void {
  for (const [callId, command] of [...state.pending]) {
    const result = takeAdminResult(state.admin, callId)
    if (result === undefined) continue
    state.pending.delete(callId)
    const error = callFailure(state.admin, result)
    if (error === null) continue
    const failed: Happening = { type: 'AdminCallFailed', call: command.type, error }
    node.report(failed)
  }
  advanceReassignments(state.reassignments, { admin: state.admin, node })
  if (state.lookArmed || !isWatching(state.reassignments)) return
  state.lookArmed = true
  node.setTimer(LOOK_EVERY_US, { type: 'ReassignmentCheck', periodic: true })
}

/** Somebody who runs --verify is about as patient. */
const LOOK_EVERY_US = 1_000_000
