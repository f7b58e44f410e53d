import type { ClusterImage } from '../../kafka/observe/cluster-image.ts'
import { oneConsumerMore } from '../groups.ts'
import type { Happened, LessonQuestion, Subject } from '../lesson-question.ts'

/** A group that has a member for each partition gets one more. */
export const fourthConsumer: LessonQuestion = {
  id: 'fourthConsumer',
  subjectIn: (image) => {
    const spec = oneConsumerMore(image)
    if (spec === null || spec.groupId === '') return null
    const members = [...image.members.values()].filter(({ groupId }) => groupId === spec.groupId).length
    const partitions = spec.topics.reduce((sum, topic) => sum + (image.topics.get(topic)?.partitions ?? 0), 0)
    if (partitions === 0 || members < partitions) return null
    return { consumer: spec.name, group: spec.groupId, partitions: String(partitions), members: String(members) }
  },
  choices: () => ['faster', 'idle', 'shared', 'refused'],
  steps: [
    {
      name: 'add',
      gesture: (image, { group }) => {
        const consumer = oneConsumerMore(image, group)
        return consumer === null ? null : { kind: 'commands', commands: [{ type: 'AddConsumer', consumer }] }
      },
      counts: (command, { group }) => command.type === 'AddConsumer' && command.consumer.groupId === group,
    },
  ],
  momentsIn: ({ happenings }, subject) => {
    const rebalance = rebalanceWith(happenings, subject)
    return rebalance === null ? [] : [rebalance.atUs]
  },
  outcomeOf: ({ before, happenings }, subject) => {
    const rebalance = rebalanceWith(happenings, subject)
    if (rebalance === null) return null
    const { assignment, generation } = rebalance
    const idle = Object.keys(assignment).filter((name) => assignment[name]?.length === 0)
    const partitions = Object.values(assignment).flat()
    const outcome = idle.length > 0 ? 'idle' : new Set(partitions).size < partitions.length ? 'shared' : 'spread'
    const facts = { idle: idle.join(', '), generation, before: generationOf(before.image, subject) }
    return { outcome, facts, happeningId: rebalance.id }
  },
}

/** The first one in which the group has more members than it had. */
function rebalanceWith(happenings: readonly Happened[], { group, members }: Subject) {
  for (const { id, atUs, body } of happenings) {
    if (body.type !== 'GroupRebalanced' || body.groupId !== group) continue
    if (Object.keys(body.assignment).length > Number(members)) return { ...body, id, atUs }
  }
  return null
}

function generationOf(image: ClusterImage, { group }: Subject): number {
  return image.groups.get(group ?? '')?.generation ?? 0
}
