import { brokerNode } from '../../kafka/common/addresses.ts'
import { isDown } from '../../kafka/observe/cluster-image.ts'
import { hasFollowers, ownPartitions } from '../leaders.ts'
import type { Happened, LessonQuestion, Subject } from '../lesson-question.ts'

/** Whether it leads at once or only when it has caught up is seen this long after it is in sync again. */
const LOOK_US = 1_000_000

/** A broker that is down comes back, and it is the preferred replica of a partition that another one leads now. */
export const returningLeader: LessonQuestion = {
  id: 'returningLeader',
  aboutOneDown: true,
  subjectIn: (image) => {
    for (const { id, leader, replicas, isr } of ownPartitions(image)) {
      const broker = image.brokers.get(brokerNode(replicas[0] ?? -1))
      if (broker === undefined || leader < 0 || leader === broker.id || isr.includes(broker.id)) continue
      if (!isDown(broker.status)) continue
      return { broker: broker.node, partition: id, leader: brokerNode(leader) }
    }
    return null
  },
  suits: hasFollowers,
  choices: () => ['atOnce', 'caughtUp', 'follows', 'never'],
  steps: [
    {
      name: 'start',
      gesture: (image, { broker }) => {
        const node = image.nodes.get(broker ?? '')
        if (node === undefined || !isDown(node.status)) return null
        return { kind: 'commands', commands: [{ type: 'StartNode', node: node.id }] }
      },
      counts: (command, { broker }) => command.type === 'StartNode' && command.node === broker,
    },
  ],
  momentsIn: ({ happenings }, subject) => {
    const elected = electionOf(happenings, subject)
    const inSync = returnOf(happenings, subject)
    if (elected !== null && (inSync === null || elected.id < inSync.id)) return [elected.atUs]
    return inSync === null ? [] : [inSync.atUs + LOOK_US]
  },
  outcomeOf: ({ before, moments, happenings }, subject) => {
    const elected = electionOf(happenings, subject)
    const inSync = returnOf(happenings, subject)
    const leads = elected !== null && (inSync === null || elected.id < inSync.id)
    const first = leads ? elected : inSync
    if (first === null) return null
    // The controller's own round, which gives partitions back to who is preferred, may come by at that very moment.
    const outcome = leads ? 'atOnce' : elected !== null && !elected.preferred ? 'caughtUp' : 'follows'
    const seconds = ((first.atUs - before.atUs) / 1_000_000).toFixed(1)
    const leader = brokerNode(moments.at(-1)?.image.partitions.get(subject.partition ?? '')?.leader ?? -1)
    return { outcome, facts: { seconds, leader }, happeningId: first.id }
  },
}

function electionOf(happenings: readonly Happened[], { partition, broker }: Subject) {
  for (const { id, atUs, body } of happenings) {
    if (body.type !== 'LeaderElected' || body.topicPartition !== partition || brokerNode(body.to) !== broker) continue
    return { id, atUs, preferred: body.election === 'preferred' }
  }
  return null
}

function returnOf(happenings: readonly Happened[], { partition, broker }: Subject) {
  for (const { id, atUs, body } of happenings) {
    if (body.type !== 'IsrExpanded' || body.topicPartition !== partition) continue
    if (body.added.some((added) => brokerNode(added) === broker)) return { id, atUs }
  }
  return null
}
