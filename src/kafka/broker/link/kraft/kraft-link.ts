/** The link to a cluster whose metadata is a log that a quorum of controllers keeps. */
import { fail } from '../../../../engine/assert.ts'
import type { NodeContext, Timer } from '../../../../engine/node-context.ts'
import { metaProperties, textFile, unwrittenFile } from '../../../common/log-directory.ts'
import { directoryId } from '../../../controller/random-uuid.ts'
import type { AllocateProducerIdsResponse } from '../../../protocol/allocate-producer-ids.ts'
import type { AlterPartitionResponse } from '../../../protocol/alter-partition.ts'
import type { Response } from '../../../protocol/apis.ts'
import type { AssignReplicasToDirsResponse } from '../../../protocol/assign-replicas-to-dirs.ts'
import type { BrokerHeartbeatResponse } from '../../../protocol/broker-heartbeat.ts'
import type { BrokerRegistrationResponse } from '../../../protocol/broker-registration.ts'
import type { EnvelopeResponse } from '../../../protocol/envelope.ts'
import type { FetchMetadataResponse } from '../../../protocol/fetch-metadata.ts'
import type { BrokerState } from '../../broker-state.ts'
import { answerDescribeConfigs } from '../../describe-configs.ts'
import { writeServerLog } from '../../server-log.ts'
import type { BrokerLink } from '../broker-link.ts'
import {
  beginControlledShutdown,
  communicate,
  giveUpRegistering,
  limitRegistration,
  onHeartbeatResponse,
  onRegistrationResponse,
  register,
} from './broker-lifecycle.ts'
import { type ChannelTimer, channelOf, sendNext, takeAnswered, takeExpired } from './controller-channel.ts'
import { noteTold, onAssignmentsAnswered, sendAssignments, tellPlace, tellPlaces } from './directories.ts'
import { onFailureDeadline, tellOfFailure } from './directory-failure.ts'
import { forward, onEnvelopeResponse } from './forwarding.ts'
import { onAlterPartitionResponse, onAlterPartitionRetry, sendIsrChanges } from './isr-changes.ts'
import { type ChannelName, createKraftState, type Errand, type KraftTag, kraftOf } from './kraft-state.ts'
import { fetchMetadata, onMetadataResponse } from './metadata-fetcher.ts'
import { askForBlock, onProducerIds } from './producer-id-blocks.ts'

export const kraftLink: BrokerLink = {
  type: 'kraft',
  ties: ({ controllers }) => controllers.length > 0,
  createState: createKraftState,
  // Controllers of KRaft only answer.
  requests: [],
  onRequest: () => fail('a broker of a KRaft cluster is asked nothing by its controllers'),
  clientsOf(state) {
    const { channels, raft } = kraftOf(state)
    const { heartbeat, alterPartition, forwarding, assignments } = channels
    const clients = [heartbeat.client, alterPartition.client, forwarding.client, raft]
    return assignments === undefined ? clients : [...clients, assignments.client]
  },
  start(state, node) {
    // Of those who answer nobody is of its cluster.
    if (kraftOf(state).controllers.length > 0) fetchMetadata(state, node)
    else writeServerLog(state, node.wallClockMs, 'anotherCluster')
  },
  register(state, node) {
    limitRegistration(state, node)
    // The next answer to a metadata fetch, at most half a second away, leads to the registration.
    const { loader, lifecycle } = kraftOf(state)
    if (loader.leaderEpoch !== -1 && lifecycle.controllerId !== -1) register(state, node)
  },
  beginControlledShutdown,
  tellOfFailure,
  directoryIdOf: (state, folder) => kraftOf(state).directories?.ids[folder] ?? null,
  tellPlaces,
  tellPlace,
  alterIsr: sendIsrChanges,
  forward,
  allocateProducerIds: askForBlock,
  onMessage: (state, tag, response, node) => onMessage(state, tag as KraftTag, response, node),
  onTimer,
  onDisconnect: () => {},
  // Clients cannot reach a controller of KRaft.
  controllerOf: () => null,
  controllerEpochOf: () => null,
  ownFiles({ spec, index, disksBefore, used, cleanShutdown, formattedAtMs }) {
    const { brokerId, clusterId } = spec
    const meta = metaProperties(brokerId, directoryId(spec, brokerId, index, disksBefore), clusterId, formattedAtMs)
    const formatted = [textFile('meta.properties', meta), unwrittenFile('bootstrap.checkpoint')]
    if (!used) return formatted
    // Locked while a process runs, and left behind by one that was killed.
    if (cleanShutdown === null) return [...formatted, textFile('.lock', '')]
    const text = `{"version":0,"brokerEpoch":${cleanShutdown.brokerEpoch}}`
    return [...formatted, textFile('.kafka_cleanshutdown', text)]
  },
  describeConfigs: (state, ...asked) => answerDescribeConfigs(state, state.metadata, ...asked),
  incarnationOf: (_state, { topicId }) => topicId,
  quorumOf(state) {
    const { lifecycle, loader } = kraftOf(state)
    return { leaderId: lifecycle.controllerId, leaderEpoch: loader.leaderEpoch }
  },
}

function onMessage(state: BrokerState, tag: KraftTag, response: Response | null, node: NodeContext): void {
  if (tag.type === 'metadata')
    return onMetadataResponse(state, tag.controllerId, response as FetchMetadataResponse | null, node)
  const errand = takeAnswered(channelOf(state, tag.name), response, node.nowUs)
  if (errand !== null) finish(state, errand, response, node)
  lookAtChannel(state, tag.name, node)
}

function lookAtChannel(state: BrokerState, name: ChannelName, node: NodeContext): void {
  for (const { errand } of takeExpired(channelOf(state, name), node.nowUs)) finish(state, errand, null, node)
  sendNext(state, name, node)
}

/** `response` is null when there was nobody to send the request to for too long. */
function finish(state: BrokerState, errand: Errand, response: Response | null, node: NodeContext): void {
  switch (errand.type) {
    case 'heartbeat':
      if (response !== null) noteTold(state, errand.offline)
      return onHeartbeatResponse(state, response as BrokerHeartbeatResponse | null, node)
    case 'assignments':
      return onAssignmentsAnswered(state, errand.sent, response as AssignReplicasToDirsResponse | null, node)
    case 'registration':
      return onRegistrationResponse(state, response as BrokerRegistrationResponse | null, node)
    case 'alterPartition':
      return onAlterPartitionResponse(state, errand.partitions, response as AlterPartitionResponse | null, node)
    case 'producerIds':
      return onProducerIds(state, response as AllocateProducerIdsResponse | null, node)
    case 'forward':
      return onEnvelopeResponse(state, errand, response as EnvelopeResponse | null, node)
  }
}

function onTimer(state: BrokerState, timer: Timer, node: NodeContext): boolean {
  switch (timer.type) {
    case 'BrokerHeartbeat':
      communicate(state, node)
      return true
    case 'RegistrationDeadline':
      giveUpRegistering(state, node)
      return true
    case 'ControllerChannelTimer': {
      const { name } = timer as ChannelTimer
      channelOf(state, name).timerArmed = false
      lookAtChannel(state, name, node)
      return true
    }
    case 'MetadataFetchRetry':
      fetchMetadata(state, node)
      return true
    case 'AssignmentsDue':
      sendAssignments(state, node)
      return true
    case 'DirectoryFailureDeadline':
      onFailureDeadline(state, timer, node)
      return true
    case 'AlterPartitionRetry':
      onAlterPartitionRetry(state, node)
      return true
    default:
      return false
  }
}
