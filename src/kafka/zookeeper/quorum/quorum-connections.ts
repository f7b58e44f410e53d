/** What a leader and a follower say to one another, each on its end of their connection. */
import type { NodeContext } from '../../../engine/node-context.ts'
import { zookeeperNode } from '../../common/addresses.ts'
import { sendInOrder } from '../../protocol/zookeeper/ordered-stream.ts'
import type { FromFollower, FromLeader } from '../../protocol/zookeeper/quorum-messages.ts'
import type { FollowingRole, Learner } from '../zookeeper-state.ts'

export function sayToLeader(role: FollowingRole, message: FromFollower, node: NodeContext): void {
  sendInOrder(node, zookeeperNode(role.leader), message, role)
}

export function sayToLearner(learner: Learner, message: FromLeader, node: NodeContext): void {
  sendInOrder(node, zookeeperNode(learner.serverId), message, learner)
}
