import { expect, test } from 'vitest'
import { simulatorModel } from '../../cli/model.ts'
import { Timeline } from '../../engine/timeline.ts'
import type { ClusterSpec, Command } from '../../kafka/cluster/commands.ts'
import { newestMetadata } from '../../kafka/observe/image/newest-metadata.ts'
import { sampleSpec } from '../../testing/sample-runs.ts'
import { type MetricsRead, readMetrics } from '../questions/read-metrics.ts'
import type { RunTimeline } from '../run-timeline.ts'
import type { MetricId } from './registry.ts'

const SECOND = 1_000_000

function begun(spec: ClusterSpec = sampleSpec): RunTimeline {
  return new Timeline<ClusterSpec, Command>(simulatorModel, spec, 7, { checkpointBytes: 4_000_000 })
}

function answerOf(timeline: RunTimeline): MetricsRead {
  const inquiry = readMetrics.begin({ parts: {}, timeline } as never, {
    type: 'readMetrics',
    fromUs: 0,
    toUs: 600 * SECOND,
    points: 10_000,
  })
  for (;;) {
    const answer = inquiry.step(500)
    if (answer !== null) return answer
  }
}

/** Everything there is to be known by now. */
function read(timeline: RunTimeline): MetricsRead {
  for (;;) {
    const answer = answerOf(timeline)
    if (answer.knownUs === answer.untilUs) return answer
  }
}

/** What a metric is at an instant, of all together or of one. */
function at({ metrics, fromUs, pitchUs }: MetricsRead, id: MetricId, atUs: number, label?: string): number {
  const metric = metrics.find((each) => each.id === id)!
  const values = label === undefined ? metric.values : metric.series.find((each) => each.label === label)!.values
  return values[Math.floor((atUs - fromUs) / pitchUs)]!
}

/** In how many partitions a broker has a replica, Kafka's own topics included. */
function replicasOf(timeline: RunTimeline, broker: number): number {
  const topics = [...newestMetadata(timeline.world).topics.values()]
  return topics.flatMap(({ partitions }) => partitions).filter(({ replicas }) => replicas.includes(broker)).length
}

test('a broker dies: once it is fenced as many partitions are under-replicated as it had replicas, until it is back', () => {
  const timeline = begun()
  timeline.runTo(8 * SECOND)
  const replicas = replicasOf(timeline, 1)
  expect(replicas).toBeGreaterThan(3)
  timeline.act({ type: 'KillNode', node: 'broker-1' })
  timeline.runTo(25 * SECOND)
  timeline.act({ type: 'StartNode', node: 'broker-1' })
  timeline.runTo(40 * SECOND)
  const metrics = read(timeline)
  expect(at(metrics, 'underReplicated', 7 * SECOND)).toBe(0)
  // Nine seconds of silence: the controller has not noticed yet, and a dead broker tells nothing.
  expect(at(metrics, 'underReplicated', 12 * SECOND)).toBe(0)
  expect(at(metrics, 'leaderCount', 12 * SECOND, 'broker-1')).toBeNaN()
  expect(at(metrics, 'underReplicated', 20 * SECOND)).toBe(replicas)
  expect(at(metrics, 'fencedBrokers', 20 * SECOND)).toBe(1)
  expect(at(metrics, 'offlinePartitions', 20 * SECOND)).toBe(0)
  expect(at(metrics, 'underReplicated', 39 * SECOND)).toBe(0)
  // It leads nothing yet: its replicas are followers of whoever took over.
  expect(at(metrics, 'leaderCount', 39 * SECOND, 'broker-1')).toBe(0)
  expect(at(metrics, 'preferredImbalance', 39 * SECOND)).toBeGreaterThan(0)
  // The controller shrank the ISR by itself, which a leader's meter does not count; that it grew again, the leaders asked.
  expect(metrics.metrics.find(({ id }) => id === 'isrShrinks')!.values.every((value) => value === 0)).toBe(true)
  expect(metrics.metrics.find(({ id }) => id === 'isrExpands')!.values.some((value) => value > 0)).toBe(true)
})

test('what is produced comes in at its pace, goes out to the consumer, and is waited for as long as a copy takes', () => {
  const timeline = begun()
  timeline.runTo(20 * SECOND)
  const metrics = read(timeline)
  const mean = (id: MetricId) => {
    const seconds = [12, 13, 14, 15, 16].map((second) => at(metrics, id, second * SECOND))
    return seconds.reduce((sum, value) => sum + value, 0) / seconds.length
  }
  // Four records a second by the sample's producer; now and then the consumer's commit is one more.
  expect(mean('recordSendRate')).toBeCloseTo(4, 0)
  expect(mean('recordsConsumedRate')).toBeCloseTo(4, 0)
  expect(mean('messagesIn')).toBeGreaterThanOrEqual(3.8)
  expect(mean('messagesIn')).toBeLessThan(6)
  expect(mean('bytesIn')).toBeGreaterThan(4 * 100)
  expect(mean('bytesOut')).toBeGreaterThan(4 * 100)
  // A follower fetches, and says with its next fetch that it has it: a hop of half a millisecond there and one back.
  expect(mean('produceRemoteTime')).toBeGreaterThan(0.5)
  expect(mean('produceTime')).toBeLessThan(mean('requestLatency'))
  expect(mean('requestQueueTime')).toBe(0)
})

test('requests to a slow broker wait in its queue, and the brokers beside it answer as before', () => {
  const timeline = begun()
  timeline.runTo(8 * SECOND)
  timeline.act({ type: 'SlowNode', node: 'broker-2', delayUs: 40_000 })
  timeline.runTo(16 * SECOND)
  const metrics = read(timeline)
  const inSlowTime = (label: string) =>
    [10, 11, 12, 13, 14, 15].map((second) => at(metrics, 'requestQueueTime', second * SECOND, label))
  const slow = inSlowTime('broker-2').filter((value) => !Number.isNaN(value))
  expect(slow.length).toBeGreaterThan(0)
  for (const value of slow) expect(value).toBeGreaterThanOrEqual(40)
  for (const value of inSlowTime('broker-1')) expect(Number.isNaN(value) || value === 0).toBe(true)
})

test('with too few in sync acks=all is refused: that is a failed produce request, and partitions under their minimum', () => {
  const topics = [{ name: 'orders', partitions: 3, replicationFactor: 3, config: { 'min.insync.replicas': '2' } }]
  const timeline = begun({ ...sampleSpec, topics })
  timeline.runTo(8 * SECOND)
  timeline.act({ type: 'KillNode', node: 'broker-1' })
  timeline.act({ type: 'KillNode', node: 'broker-2' })
  timeline.runTo(30 * SECOND)
  const metrics = read(timeline)
  expect(at(metrics, 'failedProduce', 7 * SECOND)).toBe(0)
  expect(at(metrics, 'underMinIsr', 7 * SECOND)).toBe(0)
  expect(at(metrics, 'underMinIsr', 28 * SECOND)).toBeGreaterThanOrEqual(3)
  expect(at(metrics, 'failedProduce', 28 * SECOND)).toBeGreaterThan(0)
  expect(at(metrics, 'recordRetryRate', 28 * SECOND)).toBeGreaterThan(0)
})

test('a follower that does not fetch is taken out by the leader, which counts it', () => {
  const timeline = begun({ ...sampleSpec, config: { 'replica.lag.time.max.ms': '4000' } })
  timeline.runTo(8 * SECOND)
  timeline.act({ type: 'HoldLink', from: 'broker-3', to: 'broker-2', api: 'FetchRequest' })
  timeline.runTo(20 * SECOND)
  const metrics = read(timeline)
  const shrinks = metrics.metrics.find(({ id }) => id === 'isrShrinks')!
  expect(shrinks.values.some((value) => value > 0)).toBe(true)
  expect(at(metrics, 'underReplicated', 19 * SECOND, 'broker-2')).toBeGreaterThan(0)
  expect(at(metrics, 'underReplicated', 19 * SECOND, 'broker-1')).toBe(0)
})

test('a paused broker tells nothing while it is paused', () => {
  const timeline = begun()
  timeline.runTo(8 * SECOND)
  timeline.act({ type: 'PauseNode', node: 'broker-1' })
  timeline.runTo(11 * SECOND)
  timeline.act({ type: 'ResumeNode', node: 'broker-1' })
  timeline.runTo(14 * SECOND)
  const metrics = read(timeline)
  expect(at(metrics, 'leaderCount', 10 * SECOND, 'broker-1')).toBeNaN()
  expect(at(metrics, 'leaderCount', 13 * SECOND, 'broker-1')).toBeGreaterThan(0)
})

test('read bit by bit, on a branch, or all at once, the metrics are the same, and the run is not moved by it', () => {
  const live = begun()
  live.runTo(6 * SECOND)
  read(live)
  live.act({ type: 'KillNode', node: 'broker-1' })
  live.runTo(6_333_000)
  read(live)
  live.runTo(22 * SECOND)
  read(live)
  // Another way from before the end: what both share is not read again.
  live.seek({ atUs: 15 * SECOND + 100_000 })
  live.act({ type: 'StartNode', node: 'broker-1' })
  live.runTo(30 * SECOND)
  const hash = live.hash()
  const bitByBit = read(live)
  expect(live.hash()).toBe(hash)

  const atOnce = Timeline.fromRun<ClusterSpec, Command>(simulatorModel, live.toRun())
  atOnce.continueSeek(Number.POSITIVE_INFINITY)
  expect(atOnce.hash()).toBe(hash)
  const { metrics, ...rest } = read(atOnce)
  const { metrics: known, ...others } = bitByBit
  expect({ ...others, branchId: '' }).toEqual({ ...rest, branchId: '' })
  for (const [index, metric] of metrics.entries()) {
    const byLabel = (series: MetricsRead['metrics'][number]['series']) =>
      [...series].sort((a, b) => (a.label < b.label ? -1 : 1))
    expect(known[index]!.values, metric.id).toEqual(metric.values)
    expect(byLabel(known[index]!.series), metric.id).toEqual(byLabel(metric.series))
  }
})

test('half an hour later the values stand for twice as long, and the story of the beginning is still there', () => {
  const quiet: ClusterSpec = {
    ...sampleSpec,
    brokers: sampleSpec.brokers.slice(0, 1),
    controllers: [101],
    producers: [],
  }
  const timeline = begun({
    ...quiet,
    consumers: [],
    topics: [{ name: 'orders', partitions: 1, replicationFactor: 1, config: {} }],
  })
  timeline.runTo(6 * SECOND)
  timeline.act({ type: 'KillNode', node: 'broker-1' })
  timeline.runTo(30 * SECOND)
  timeline.act({ type: 'StartNode', node: 'broker-1' })
  timeline.runTo(2_100 * SECOND)
  const metrics = read(timeline)
  expect(metrics.pitchUs).toBe(500_000)
  expect(at(metrics, 'offlinePartitions', 25 * SECOND)).toBeGreaterThan(0)
  expect(at(metrics, 'offlinePartitions', 60 * SECOND)).toBe(0)
})
