/** The registry: every kind of node a Kafka cluster is made of, in the order in which a cluster starts them. */

import type { NodeKind } from '../common/node-kind.ts'
import { adminKind } from './kinds/admin/admin-kind.ts'
import { brokerKind } from './kinds/broker/broker-kind.ts'
import { consumerKind } from './kinds/consumer/consumer-kind.ts'
import { controllerKind } from './kinds/controller/controller-kind.ts'
import { javaClientsKind } from './kinds/java-clients/java-clients-kind.ts'
import { producerKind } from './kinds/producer/producer-kind.ts'
import { zookeeperKind } from './kinds/zookeeper/zookeeper-kind.ts'

export const kafkaNodeKinds: readonly NodeKind[] = [
  zookeeperKind,
  controllerKind,
  brokerKind,
  adminKind,
  javaClientsKind,
  producerKind,
  consumerKind,
]
