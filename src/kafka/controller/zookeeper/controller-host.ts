/**
 * What a controller that lives in a broker may ask of that broker: its session with ZooKeeper, the way to other brokers,
 * time. An object of this kind is made for each event and never kept. Counterpart in Kafka: what KafkaController gets when
 * it is made (KafkaConfig, KafkaZkClient, ControllerChannelManager).
 */
import type { NodeContext, NodeId, Timer, TimerId } from '../../../engine/node-context.ts'
import type { BrokerConfig } from '../../broker/broker-config.ts'
import type { TopicPartition } from '../../common/topic-partition.ts'
import type { UnsentRequest } from '../../network/network-client.ts'
import type { Response } from '../../protocol/apis.ts'
import type { ControlledShutdownRequest } from '../../protocol/controlled-shutdown.ts'
import type { ElectLeadersResponse } from '../../protocol/elect-leaders.ts'
import type { ControllerPush, ControllerPushResponse, ForwardedRequest } from '../../protocol/messages.ts'
import type { KafkaZooKeeperRequest } from '../../zookeeper-client/kafka-zookeeper-client.ts'

/** What it tells brokers. */
export type UnsentPush = Extract<UnsentRequest, { readonly type: ControllerPush['type'] }>
export type PushAnswer = ControllerPushResponse

/** What it answers itself. That it is not the active one, it says to all of them. */
export type AskedOfController =
  | ControlledShutdownRequest
  | Extract<
      ForwardedRequest,
      {
        readonly type: 'AlterPartitionReassignmentsRequest' | 'ListPartitionReassignmentsRequest'
      }
    >

/** What an answer is for; which types there are is the controller's own affair. Plain data. */
export interface ControllerTag {
  readonly type: string
}

export interface ElectionAnswer {
  readonly to: NodeId
  readonly correlationId: number
  readonly askedAtUs: number
  /** Somebody asked for all partitions there are. */
  readonly ofAll: boolean
  /** Those about which nothing more happens. */
  readonly settled: ElectLeadersResponse['partitions']
  readonly elected: readonly { readonly topicPartition: TopicPartition; readonly leader: number }[]
}

export interface ControllerHost {
  readonly node: NodeContext
  /** Name of a Kafka version. */
  readonly profile: string
  readonly brokerId: number
  readonly config: BrokerConfig
  /** The czxid of this broker's znode; -1: it has none. */
  readonly brokerEpoch: number
  /** Asked until there is an answer or the session has ended. */
  ask(request: KafkaZooKeeperRequest, tag: ControllerTag): void
  /** From now on whoever looks at the path (or lists its children) leaves a watch there, and its events come. */
  watchZnode(path: string): void
  unwatchZnode(path: string): void
  watchChildren(path: string): void
  unwatchChildren(path: string): void
  /** Its type must be one that the controller's list of timers names. */
  setTimer(delayUs: number, timer: Timer): TimerId
  cancelTimer(id: TimerId): void
  /** Opens the way to a broker; what is sent there goes out in order, one after the other, and again until it is answered. */
  addBroker(broker: { readonly brokerId: number; readonly host: string; readonly port: number }): void
  /** Closes it. What waits is forgotten. */
  removeBroker(brokerId: number): void
  removeAllBrokers(): void
  /** Nothing happens where there is no way to the broker. `tag` null: nobody wants the answer. */
  sendToBroker(brokerId: number, push: UnsentPush, tag: ControllerTag | null): void
  /** Answers somebody who has asked this broker. */
  reply(to: NodeId, response: Response): void
  /** The same of an election; not before this broker knows of whom it has brought to lead. */
  answerElection(election: ElectionAnswer): void
}
