/** Producers and consumers of `clusterOf()`, as stories speak of them. */

import type { ConsumerNodeState } from '../kafka/clients/consumer/consumer-node.ts'
import type { TestCluster, TestTopic } from './cluster-of.ts'

export class TestProducer {
  private readonly cluster: TestCluster
  private readonly name: string

  constructor(cluster: TestCluster, name: string) {
    this.cluster = cluster
    this.name = name
  }

  /** send() of one record to partition 0, without waiting. */
  send(topic: TestTopic, value: string, key: string | null = null): Sent {
    const records = [{ topic: topic.name, partition: 0, key, value }]
    const operation = { op: 'send', producer: this.name, topic: topic.name, records, wait: 'each' }
    return new Sent(this.cluster, this.cluster.operation(operation))
  }

  /** Sends that many records, which share batches as they would in a loop, and waits for every answer. */
  sendMany(topic: TestTopic, count: number): void {
    const records = Array.from({ length: count }, (_, index) => ({ partition: 0, key: null, value: `record-${index}` }))
    const index = this.cluster.operation({ op: 'send', producer: this.name, topic: topic.name, records, wait: 'all' })
    this.cluster.runUntil('every record is answered', () => this.cluster.results[index]?.result !== null)
  }
}

/** What became of one record, as its future would say. */
export class Sent {
  private readonly cluster: TestCluster
  private readonly index: number

  constructor(cluster: TestCluster, index: number) {
    this.cluster = cluster
    this.index = index
  }

  get state(): 'waiting' | 'acknowledged' | 'failed' {
    if (this.answer === null) return 'waiting'
    return this.error === null ? 'acknowledged' : 'failed'
  }

  /** -1 while unknown, and for good with acks=0. */
  get offset(): number {
    return this.answer?.offset ?? -1
  }

  /** Class of the exception. */
  get error(): string | null {
    return this.answer?.error ?? null
  }

  private get answer(): { readonly offset?: number; readonly error?: string } | null {
    const result = this.cluster.results[this.index]?.result
    return result === null ? null : (((result as unknown[])[0] ?? null) as { offset?: number; error?: string } | null)
  }
}

export class TestConsumer {
  readonly name: string
  private readonly cluster: TestCluster

  constructor(cluster: TestCluster, name: string) {
    this.cluster = cluster
    this.name = name
  }

  /** Partitions it owns, in order; none while it is not running. */
  get assignment(): string[] {
    return [...(this.state?.client?.partitions.keys() ?? [])].sort((a, b) => (a < b ? -1 : 1))
  }

  /** Next offset to hand to the application; -1 unknown. */
  position(name: string): number {
    return this.state?.client?.partitions.get(name)?.position ?? -1
  }

  /** Records handed to the application so far, by this process. */
  get consumed(): number {
    return this.state?.client?.consumed ?? 0
  }

  get isStable(): boolean {
    return this.state?.client?.group?.state === 'stable'
  }

  kill(): void {
    this.cluster.command({ type: 'KillNode', node: this.name })
  }

  close(): void {
    this.cluster.command({ type: 'RemoveConsumer', name: this.name })
  }

  pause(): void {
    this.cluster.command({ type: 'PauseNode', node: this.name })
  }

  resume(): void {
    this.cluster.command({ type: 'ResumeNode', node: this.name })
  }

  private get state(): ConsumerNodeState | null {
    return (this.cluster.world.nodes.get(this.name)?.state ?? null) as ConsumerNodeState | null
  }
}
