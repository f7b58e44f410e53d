/**
 * Every metric that is drawn. A new one is a row in one of these files: its name in JMX and how it is found out; and two
 * texts in each language (`metrics.<id>` and `metrics.<id>.about`), without which the page does not compile.
 */
import { brokerMetrics } from './broker-metrics.ts'
import { clientMetrics } from './client-metrics.ts'
import { controllerMetrics } from './controller-metrics.ts'
import type { Metric } from './metric.ts'

/** What an operator looks at first is drawn first. */
const { offlinePartitions, fencedBrokers, leaderElections } = controllerMetrics
const { underReplicated, underMinIsr } = brokerMetrics
const first = { offlinePartitions, underReplicated, underMinIsr, fencedBrokers, leaderElections }

const rows = { ...first, ...brokerMetrics, ...controllerMetrics, ...clientMetrics }

export type MetricId = keyof typeof rows

export const METRICS: Readonly<Record<MetricId, Metric>> = rows
