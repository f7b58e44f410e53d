/**
 * Does to a cluster what a command says. `refuseCommand` is asked first, so that a command that cannot be done is
 * answered with words and never enters the journal.
 */
import { cutLink, holdLink, releaseLink, repairLink, slowLink } from '../../engine/link-faults.ts'
import {
  deliverCommand,
  endProcess,
  nodeOf,
  pauseNode,
  removeNode,
  resumeNode,
  slowNode,
  startNode,
} from '../../engine/processes.ts'
import { isUp, report, type World } from '../../engine/world.ts'
import { brokerNode } from '../common/addresses.ts'
import { unflushedRecords } from '../log/unflushed.ts'
import type { Happening } from '../observe/happenings.ts'
import { profileOf } from '../profile/registry.ts'
import { refuseProperty } from '../profile/server-properties.ts'
import type { Command, ConfigEntries, ConsumerSpec, ProducerSpec } from './commands.ts'
import {
  ADMIN_NODE,
  addBroker,
  addConsumer,
  addProducer,
  type ControllerNodeSpec,
  JAVA_CLIENTS_NODE,
} from './create-cluster.ts'
import { brokerNodes, profileOfCluster } from './world-queries.ts'

/** What stands in the way of the command, in words that say what to do; null when nothing does. */
export function refuseCommand(world: World, command: Command): string | null {
  switch (command.type) {
    case 'AddBroker':
      if (world.nodes.has(brokerNode(command.broker.id))) return `broker-${command.broker.id} exists already.`
      if (!Number.isInteger(command.broker.id) || command.broker.id < 1 || command.broker.id > 999)
        return 'A broker id is a whole number from 1 to 999.'
      return refuseProperties(world, command.broker.config)
    case 'AddProducer':
      return refuseName(world, command.producer.name)
    case 'AddConsumer':
      return refuseName(world, command.consumer.name)
    case 'RemoveBroker':
      return refuseUnknown(world, command.broker, 'broker')
    case 'ConfigureProducer':
      return refuseUnknown(world, command.producer.name, 'producer')
    case 'ConfigureConsumer':
      return refuseUnknown(world, command.consumer.name, 'consumer')
    case 'RemoveProducer':
      return refuseUnknown(world, command.name, 'producer')
    case 'RemoveConsumer':
      return refuseUnknown(world, command.name, 'consumer')
    case 'SendRecords':
      return refuseUnknown(world, command.producer, 'producer') ?? refuseStopped(world, command.producer)
    case 'StopNode':
    case 'KillNode':
    case 'PauseNode':
      return refuseProcess(world, command.node) ?? refuseStopped(world, command.node)
    case 'PowerCutNode':
      return refuseProcess(world, command.node) ?? refusePowerless(world, command.node)
    case 'ResumeNode':
      return refuseProcess(world, command.node) ?? refuseNotPaused(world, command.node)
    case 'SlowNode':
      return refuseProcess(world, command.node)
    case 'StartNode':
      return refuseProcess(world, command.node) ?? refuseRunning(world, command.node)
    case 'CutLink':
    case 'SlowLink':
    case 'RepairLink':
      return (
        refuseUnknown(world, command.a, null) ??
        refuseUnknown(world, command.b, null) ??
        refuseSame(command.a, command.b)
      )
    case 'HoldLink':
    case 'ReleaseLink':
      return (
        refuseUnknown(world, command.from, null) ??
        refuseUnknown(world, command.to, null) ??
        refuseSame(command.from, command.to)
      )
    default:
      return null
  }
}

/** A broker with such a server.properties would not start, and says why in these words. */
function refuseProperties(world: World, properties: ConfigEntries): string | null {
  const profile = profileOf(profileOfCluster(world))
  for (const [name, value] of Object.entries(properties)) {
    const error = refuseProperty(profile, name, value)
    if (error !== null) return error
  }
  return null
}

function refuseName(world: World, name: string): string | null {
  if (world.addresses.has(name)) return `The name ${name} is taken; choose another.`
  return /^[\p{L}\p{N}._-]{1,60}$/u.test(name)
    ? null
    : 'A name has 1 to 60 letters, digits, dots, hyphens or underscores.'
}

function refuseUnknown(world: World, id: string, kind: string | null): string | null {
  const node = world.nodes.get(id)
  if (node !== undefined && (kind === null || node.kind === kind)) return null
  const known = [...world.nodes.values()]
    .filter((other) => (kind === null ? !OWN_KINDS.includes(other.kind) : other.kind === kind))
    .map((other) => other.id)
  return `There is no ${kind ?? 'node'} called ${id}. There are: ${known.join(', ')}.`
}

/** The machines the page itself works with, terminals included: they stand outside the cluster and do not break. */
const OWN_KINDS: readonly string[] = ['admin', 'javaClients', 'workstation']

function refuseProcess(world: World, id: string): string | null {
  const kind = world.nodes.get(id)?.kind
  if (kind !== undefined && OWN_KINDS.includes(kind)) return `${id} is not part of the cluster.`
  return refuseUnknown(world, id, null)
}

function refuseRunning(world: World, id: string): string | null {
  return isUp(nodeOf(world, id)) ? `${id} is already running.` : null
}

function refusePowerless(world: World, id: string): string | null {
  return nodeOf(world, id).status === 'poweredOff' ? `${id} has no power already.` : null
}

function refuseNotPaused(world: World, id: string): string | null {
  return nodeOf(world, id).status === 'paused' ? null : `${id} is not paused.`
}

function refuseStopped(world: World, id: string): string | null {
  return isUp(nodeOf(world, id)) ? null : `${id} is not running.`
}

function refuseSame(a: string, b: string): string | null {
  return a === b ? 'A link has two different ends.' : null
}

/** Applies a command that `refuseCommand` let through. Commands for terminals are the terminal layer's. */
export function applyCommand(world: World, command: Command): void {
  switch (command.type) {
    case 'AddBroker':
      return applyAddBroker(world, command)
    case 'RemoveBroker':
      tell(world, command.broker, { type: 'NodeStopped', node: command.broker })
      return removeNode(world, command.broker)
    case 'AddProducer':
      tell(world, command.producer.name, { type: 'NodeStarted', node: command.producer.name })
      return addProducer(world, command.producer)
    case 'AddConsumer':
      tell(world, command.consumer.name, { type: 'NodeStarted', node: command.consumer.name })
      return addConsumer(world, command.consumer)
    case 'ConfigureProducer':
      tell(world, command.producer.name, { type: 'ProducerConfigured', producer: command.producer.name })
      return configureClient(world, command.producer, command)
    case 'ConfigureConsumer':
      tell(world, command.consumer.name, { type: 'ConsumerConfigured', consumer: command.consumer.name })
      return configureClient(world, command.consumer, command)
    case 'RemoveProducer':
    case 'RemoveConsumer':
      return removeClient(world, command.name, command)
    case 'SendRecords':
      deliverCommand(world, command.producer, command)
      return
    case 'CreateTopic':
    case 'DeleteTopic':
    case 'AddPartitions':
    case 'AlterTopicConfig':
    case 'ElectPreferredLeaders':
      tell(world, ADMIN_NODE, whatIsAsked(command))
      deliverCommand(world, ADMIN_NODE, command)
      return
    case 'ClientOperation':
      deliverCommand(world, JAVA_CLIENTS_NODE, command)
      return
    case 'StopNode':
    case 'KillNode':
    case 'PowerCutNode':
    case 'StartNode':
    case 'PauseNode':
    case 'ResumeNode':
    case 'SlowNode':
      return applyToProcess(world, command)
    case 'CutLink':
    case 'SlowLink':
    case 'RepairLink':
    case 'HoldLink':
    case 'ReleaseLink':
      return applyToLink(world, command)
    case 'OpenTerminal':
    case 'CloseTerminal':
    case 'TypeLine':
    case 'Interrupt':
    case 'EndOfInput':
    case 'WriteFile':
      return
  }
}

function applyAddBroker(world: World, command: Extract<Command, { type: 'AddBroker' }>): void {
  // Not from another broker: it may have lines of its own in its server.properties, and there may be none.
  const controller = [...world.nodes.values()].find((node) => node.kind === 'controller')
  if (controller === undefined) return
  const { profile, config, voters, clusterId } = controller.spec as ControllerNodeSpec
  const id = brokerNode(command.broker.id)
  tell(world, id, { type: 'NodeStarted', node: id })
  addBroker(world, command.broker, { profile, config, controllers: voters }, clusterId)
  startNode(world, id)
}

type AdminCommand = Extract<
  Command,
  { type: 'CreateTopic' | 'DeleteTopic' | 'AddPartitions' | 'AlterTopicConfig' | 'ElectPreferredLeaders' }
>

function whatIsAsked(command: AdminCommand): Happening {
  if (command.type === 'ElectPreferredLeaders') return { type: 'PreferredElectionAsked' }
  const topic = command.type === 'CreateTopic' ? command.topic.name : command.topic
  return { type: 'TopicChangeAsked', call: command.type, topic }
}

/** The spec is replaced too, so that the process comes back with the new settings after a crash. */
function configureClient(world: World, spec: ProducerSpec | ConsumerSpec, command: Command): void {
  const node = nodeOf(world, spec.name)
  node.spec = { ...spec, profile: profileOfCluster(world), bootstrap: brokerNodes(world) }
  // A client closes before it begins anew: what comes of the settings is no longer in the flow of the command.
  node.mendedBy = world.runningCause
  deliverCommand(world, spec.name, command)
}

/** A running client closes first; one that is down is just taken away. */
function removeClient(world: World, name: string, command: Command): void {
  tell(world, name, { type: 'NodeStopping', node: name })
  nodeOf(world, name).troubledBy = world.runningCause
  if (isUp(nodeOf(world, name))) deliverCommand(world, name, command)
  else removeNode(world, name)
}

type ProcessCommand = Extract<Command, { node: string }>

function applyToProcess(world: World, command: ProcessCommand): void {
  const { node } = command
  switch (command.type) {
    case 'StopNode':
      return stop(world, node)
    case 'KillNode':
      // The happening goes first, so that everything the death sets off names it as its cause.
      tell(world, node, { type: 'NodeKilled', node })
      return endProcess(world, node, 'kill')
    case 'PowerCutNode':
      tell(world, node, { type: 'NodePowerCut', node, lostRecords: unflushedRecords(nodeOf(world, node)) })
      return endProcess(world, node, 'powerCut')
    case 'StartNode':
      tell(world, node, { type: 'NodeStarted', node })
      return startNode(world, node)
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

/** SIGTERM: each kind of process ends in its own way; those that know none just end. */
function stop(world: World, id: string): void {
  tell(world, id, { type: 'NodeStopping', node: id })
  nodeOf(world, id).troubledBy = world.runningCause
  const kind = nodeOf(world, id).kind
  if (kind === 'broker') deliverCommand(world, id, { type: 'ControlledShutdown' })
  else if (kind === 'controller') deliverCommand(world, id, { type: 'Shutdown' })
  else if (kind === 'producer' || kind === 'consumer') deliverCommand(world, id, { type: 'Close' })
  else endProcess(world, id, 'stop')
}

type LinkCommand = Extract<Command, { a: string } | { from: string; api: string | null } | { type: 'ReleaseLink' }>

function applyToLink(world: World, command: LinkCommand): void {
  switch (command.type) {
    case 'CutLink':
      tell(world, command.a, { type: 'LinkCut', a: command.a, b: command.b })
      cutLink(world, command.a, command.b)
      return cutLink(world, command.b, command.a)
    case 'SlowLink': {
      tell(world, command.a, { type: 'LinkSlowed', a: command.a, b: command.b, extraUs: command.extraUs })
      slowLink(world, command.a, command.b, { extraLatencyUs: command.extraUs })
      return slowLink(world, command.b, command.a, { extraLatencyUs: command.extraUs })
    }
    case 'RepairLink':
      tell(world, command.a, { type: 'LinkRepaired', a: command.a, b: command.b })
      repairLink(world, command.a, command.b)
      return repairLink(world, command.b, command.a)
    case 'HoldLink':
      tell(world, command.from, { type: 'LinkHeld', from: command.from, to: command.to, api: command.api })
      return holdLink(world, command.from, command.to, command.api === null ? 'all' : [command.api])
    case 'ReleaseLink':
      tell(world, command.from, { type: 'LinkReleased', from: command.from, to: command.to })
      return releaseLink(world, command.from, command.to)
  }
}

function tell(world: World, nodeId: string, happening: Happening): void {
  report(world, nodeId, happening, world.runningCause)
}
