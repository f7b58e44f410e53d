/** A member whose heartbeats do not arrive, and that leaves the group that has put it out. */
import { brokerNode, JAVA_CLIENTS_NODE } from '../kafka/common/addresses.ts'
import { TestCluster } from './cluster-of.ts'
import { javaProgram, topicOf } from './java-program.ts'
import { overheard } from './overheard.ts'

/** What it has logged when it is closed. */
export function leavesUnknown(profile: string): readonly string[] {
  const t = javaProgram([topicOf('orders', 1)], {}, 1, profile)
  t.consumer('c', { 'group.id': 'g', 'session.timeout.ms': '6000' })
  t.call('subscribe', { consumer: 'c', topics: ['orders'] })
  t.poll(['c'], 3_000)
  const cluster = new TestCluster(t.world)
  for (const id of [1, 2, 3])
    cluster.command({ type: 'HoldLink', from: JAVA_CLIENTS_NODE, to: brokerNode(id), api: 'HeartbeatRequest' })
  t.runFor(8_000)
  const logged = overheard(t.world, 'c')
  t.call('closeConsumer', { consumer: 'c' })
  return logged
}
