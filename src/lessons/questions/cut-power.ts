import { brokerNode } from '../../kafka/common/addresses.ts'
import type { PartitionImage } from '../../kafka/observe/cluster-image.ts'
import {
  busiestLeader,
  electionAfter,
  hasFollowers,
  lostRecords,
  ownPartitions,
  stillWaiting,
  TAKES_OVER_US,
  takesDown,
  writtenTo,
} from '../leaders.ts'
import type { LessonQuestion } from '../lesson-question.ts'

/** A leader is gone from one instant to the next: who leads then? */
export const cutPower: LessonQuestion = {
  id: 'cutPower',
  subjectIn: (image) => {
    // Somebody else must be there to lead afterwards, and enough of them that writing goes on: else two answers are right.
    const goesOn = ({ isr, minInsyncReplicas }: PartitionImage) => isr.length > Math.max(1, minInsyncReplicas)
    const partitions = writtenTo(image, ownPartitions(image).filter(goesOn))
    const broker = busiestLeader(image, partitions)
    const led = partitions.find(({ leader }) => leader === broker?.id)
    return broker === null || led === undefined ? null : { broker: broker.node, partition: led.id }
  },
  suits: hasFollowers,
  choices: () => ['nobody', 'inSync', 'longestLog', 'consumers'],
  steps: [
    {
      name: 'cut',
      gesture: (image, { broker }) => {
        const node = image.nodes.get(broker ?? '')
        if (node?.status !== 'running') return null
        return { kind: 'commands', commands: [{ type: 'PowerCutNode', node: node.id }] }
      },
      counts: (command, { broker }) => takesDown(command, broker ?? ''),
    },
  ],
  momentsIn: ({ happenings }, { partition, broker }) => {
    const election = electionAfter(happenings, partition ?? '', broker ?? '')
    return election === null ? [] : [election.atUs + TAKES_OVER_US]
  },
  outcomeOf: ({ before, moments, happenings }, { partition, broker }) => {
    const election = electionAfter(happenings, partition ?? '', broker ?? '')
    if (election === null) return null
    const { to, leaderEpoch } = election.body
    const isr = before.image.partitions.get(partition ?? '')?.isr ?? []
    const outcome = to < 0 ? 'nobody' : isr.includes(to) ? 'inSync' : 'outsideIsr'
    const after = moments.at(-1) ?? before
    const lost = lostRecords(after.image) - lostRecords(before.image)
    const seconds = ((election.atUs - before.atUs) / 1_000_000).toFixed(1)
    const also = stillWaiting(before, after, broker ?? '')
    const facts = { leader: brokerNode(to), leaderEpoch, seconds, lost }
    return { outcome, facts, happeningId: election.id, ...(also === null ? {} : { also }) }
  },
}
