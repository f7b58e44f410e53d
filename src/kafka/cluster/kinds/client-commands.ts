/** What a producer and a consumer of the stage have in common as nodes. */
import { deliverCommand, nodeOf, removeNode, startNode } from '../../../engine/processes.ts'
import { isUp, type World } from '../../../engine/world.ts'
import type { HeldClient } from '../../common/node-kind.ts'
import { addMachine } from '../add-machine.ts'
import type { Command, ConsumerSpec, ProducerSpec } from '../commands.ts'
import { profileOfCluster } from '../profile-of-cluster.ts'
import { tell } from '../tell.ts'
import { bootstrapIn } from './broker/brokers.ts'

/** Clients are told every broker there was when they were made; later ones they learn from metadata. */
export type ClientNodeSpec<Spec extends ProducerSpec | ConsumerSpec> = Spec & {
  readonly profile: string
  readonly bootstrap: readonly string[]
}

export function clientNodeSpec<Spec extends ProducerSpec | ConsumerSpec>(
  client: Spec,
  profile: string,
  bootstrap: readonly string[],
): ClientNodeSpec<Spec> {
  return { ...client, profile, bootstrap }
}

export function addClient(world: World, kind: string, client: ProducerSpec | ConsumerSpec): void {
  tell(world, client.name, { type: 'NodeStarted', node: client.name })
  addMachine(world, {
    id: client.name,
    kind,
    spec: clientNodeSpec(client, profileOfCluster(world), bootstrapIn(world)),
  })
  startNode(world, client.name)
}

/** The spec is replaced too, so that the process comes back with the new settings after a crash. */
export function configureClient(world: World, spec: ProducerSpec | ConsumerSpec, command: Command): void {
  const node = nodeOf(world, spec.name)
  node.spec = clientNodeSpec(spec, profileOfCluster(world), bootstrapIn(world))
  // A client closes before it begins anew: what comes of the settings is no longer in the flow of the command.
  node.mendedBy = world.runningCause
  deliverCommand(world, spec.name, command)
}

/** A running client closes first; one that is down is just taken away. */
export function removeClient(world: World, name: string, command: Command): void {
  tell(world, name, { type: 'NodeStopping', node: name })
  nodeOf(world, name).troubledBy = world.runningCause
  if (isUp(nodeOf(world, name))) deliverCommand(world, name, command)
  else removeNode(world, name)
}

/** What the command asked of the client, without what only its process needs to know. */
export function specAsAsked<Spec extends ProducerSpec | ConsumerSpec>(spec: unknown): Spec {
  const { profile: _profile, bootstrap: _bootstrap, ...asked } = spec as ClientNodeSpec<Spec>
  return asked as unknown as Spec
}

const NO_CLIENTS: readonly HeldClient[] = []

/** The one client of a node, if it runs. */
export function heldClient(name: string, client: HeldClient['client'] | null | undefined): readonly HeldClient[] {
  return client == null ? NO_CLIENTS : [{ name, client }]
}
