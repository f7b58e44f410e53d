/** A run in which only what a test sends by hand is sent. */
import { Timeline } from '../engine/timeline.ts'
import type { ClusterSpec, Command, ProducerSpec } from '../kafka/cluster/commands.ts'
import { simulatorParts } from '../worker/simulator-parts.ts'
import { sampleSpec } from './sample-runs.ts'

export type QuietRun = Timeline<ClusterSpec, Command>

/** `orders` with one partition on three brokers, and one producer, `orders-app`; ten seconds after its beginning. */
export function quietRun(config: ProducerSpec['config'], consumers: ClusterSpec['consumers'] = []): QuietRun {
  const spec: ClusterSpec = {
    ...sampleSpec,
    topics: [{ name: 'orders', partitions: 1, replicationFactor: 3, config: {} }],
    producers: [{ name: 'orders-app', config, workload: null }],
    consumers,
  }
  const timeline = new Timeline(simulatorParts.model, spec, 7)
  timeline.runTo(10_000_000)
  return timeline
}

/** A record a value, all of one key. */
export function sendByHand(timeline: QuietRun, ...values: string[]): void {
  const record = { topic: 'orders', partition: null, key: 'A', timestamp: null, headers: [] }
  timeline.act({ type: 'SendRecords', producer: 'orders-app', records: values.map((value) => ({ ...record, value })) })
}
