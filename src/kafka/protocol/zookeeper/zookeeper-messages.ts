/** ZooKeeper's own protocol, which is none of Kafka's APIs: what is kept of its messages besides their fields. */
import type { NodeContext, NodeId } from '../../../engine/node-context.ts'
import type { Traffic } from '../api.ts'
import { sizeOfZooKeeperMessage, type ZooKeeperMessage } from './jute-sizes.ts'

/** Puts a message of ZooKeeper's protocol on the wire. */
export function sendZooKeeper(node: NodeContext, to: NodeId, message: ZooKeeperMessage): void {
  node.send(to, message, sizeOfZooKeeperMessage(message))
}

/** What is written and who leads is being decided; questions, their answers and pings go on all the time. */
const NEWS: Readonly<Partial<Record<ZooKeeperMessage['type'], true>>> = {
  ElectionNotification: true,
  FollowerInfo: true,
  LeaderInfo: true,
  AckEpoch: true,
  Diff: true,
  Trunc: true,
  Snap: true,
  NewLeader: true,
  UpToDate: true,
  Proposal: true,
  QuorumAck: true,
  Commit: true,
  CreateRequest: true,
  DeleteRequest: true,
  SetDataRequest: true,
  MultiRequest: true,
  CloseSessionRequest: true,
  WatcherEvent: true,
}

/** Null: no message of ZooKeeper's that is more than what goes on all the time. */
export function trafficOfZooKeeper(type: string): Traffic | null {
  return (NEWS as Readonly<Record<string, true | undefined>>)[type] === true ? 'news' : null
}
