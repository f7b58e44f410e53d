/** The three things to try in the first minute: what each does, and by which happening it counts as done. */

import type { Command, ConsumerSpec } from '../../kafka/cluster/commands.ts'
import { brokerNode, brokerPort } from '../../kafka/common/addresses.ts'
import type { ClusterImage } from '../../kafka/observe/cluster-image.ts'
import type { InvitationId } from '../../store/preferences-store.ts'
import type { TimedHappening } from '../../worker/port.ts'

/** The broker the course notes' addresses lead to: who cuts its power waits a minute for every command after that. */
const NOTES_BROKER = 1

/** The topic that the notes create first; it can be created but once. */
const FIRST_TOPIC = 'hello.kafka'

/** The course notes' first `kafka-topics.sh` line, with an address at which somebody answers now. */
export function firstCommand({ brokers }: Pick<ClusterImage, 'brokers'>): string {
  const running = [...brokers.values()].filter((broker) => broker.status === 'running').map((broker) => broker.id)
  const port = brokerPort(running.length > 0 ? Math.min(...running) : NOTES_BROKER)
  return `bin/kafka-topics.sh --create --bootstrap-server my-kafka:${port} --topic ${FIRST_TOPIC}`
}

/**
 * The running broker that leads most partitions, internal ones aside; null when none leads. The one the notes' commands
 * go to is spared while another leads anything.
 */
export function leaderToCut(image: ClusterImage): string | null {
  const leads = new Map<number, number>()
  for (const partition of image.partitions.values()) {
    if (image.topics.get(partition.topic)?.internal === true || partition.leader < 0) continue
    leads.set(partition.leader, (leads.get(partition.leader) ?? 0) + 1)
  }
  const spared = (id: number) => Number(id === NOTES_BROKER)
  const [best] = [...image.brokers.values()]
    .filter((broker) => broker.status === 'running' && leads.has(broker.id))
    .sort((a, b) => spared(a.id) - spared(b.id) || leads.get(b.id)! - leads.get(a.id)! || a.id - b.id)
  return best?.node ?? null
}

/**
 * One more member for `groupId`, made like those it has; without a group, for the first one with three members or more.
 * Null when there is nobody to take after.
 */
export function oneConsumerMore(image: ClusterImage, groupId: string | null = null): ConsumerSpec | null {
  // By the members' own rows: what the coordinator calls them are ids that no node answers to, and while it moves to
  // another broker it calls them nothing at all.
  const groupIds = new Set([...image.members.values()].map((member) => member.groupId))
  for (const id of groupIds) {
    const members = [...image.members.values()].filter((member) => member.groupId === id)
    if (groupId === null ? members.length < 3 : id !== groupId) continue
    const spec = members.map((member) => member.spec).find((each) => each !== null)
    if (spec === undefined) continue
    let number = members.length + 1
    const name = () => spec.name.replace(/\d*$/, String(number))
    while (image.members.has(name())) number++
    return { ...spec, name: name() }
  }
  return null
}

/** What the invitation's button does; null while it cannot be done. */
export function invitationCommand(id: InvitationId, image: ClusterImage): Command | null {
  if (id === 'cutPower') {
    const node = leaderToCut(image)
    return node === null ? null : { type: 'PowerCutNode', node }
  }
  if (id === 'fourthConsumer') {
    const consumer = oneConsumerMore(image)
    return consumer === null ? null : { type: 'AddConsumer', consumer }
  }
  return null
}

/** Whether what an invitation asks can come true in this cluster, if not at this very instant. */
export function isPossible(id: InvitationId, image: ClusterImage): boolean {
  switch (id) {
    case 'cutPower':
      // Somebody else must be there to lead afterwards.
      return [...image.partitions.values()].some(
        ({ topic, replicas }) => replicas.length > 1 && image.topics.get(topic)?.internal !== true,
      )
    case 'fourthConsumer':
      return oneConsumerMore(image) !== null
    case 'firstCommand':
      return !image.topics.has(FIRST_TOPIC)
  }
}

/**
 * Which invitations these happenings fulfil. `known` are those that stay fulfilled. What happened before `sinceUs`, when
 * the reader first did something here, was nobody's answer to an invitation: a cluster may come up with four consumers,
 * and in a run from a link its author has cut the power.
 */
export function fulfilled(
  happenings: readonly TimedHappening[],
  known: ReadonlySet<InvitationId>,
  sinceUs: number,
): ReadonlySet<InvitationId> {
  const done = new Set(known)
  const withoutPower = new Set<string>()
  for (const { atUs, body } of happenings) {
    if (atUs < sinceUs) continue
    if (body.type === 'NodePowerCut') withoutPower.add(body.node)
    if (body.type === 'NodeStarted') withoutPower.delete(body.node)
    if (body.type === 'LeaderElected' && body.to >= 0 && withoutPower.has(brokerNode(body.from))) done.add('cutPower')
    if (body.type === 'GroupRebalanced' && hasIdleMember(body.assignment)) done.add('fourthConsumer')
    if (body.type === 'CommandFinished' && body.exitCode === 0 && createsTopic(body.line)) done.add('firstCommand')
  }
  return done.size === known.size ? known : done
}

/** Three partitions keep three members busy; the fourth has nothing to do, and that is the point. */
function hasIdleMember(assignment: Readonly<Record<string, readonly string[]>>): boolean {
  const members = Object.values(assignment)
  return members.length >= 4 && members.some((partitions) => partitions.length === 0)
}

function createsTopic(line: string): boolean {
  return line.includes('kafka-topics') && line.includes('--create') && line.includes(FIRST_TOPIC)
}
