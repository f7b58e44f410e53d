import { expect, test } from 'vitest'
import { simulatorModel } from '../../../../cli/model.ts'
import { emptyCluster } from '../../../../scenarios/index.ts'
import { TestCluster } from '../../../../testing/cluster-of.ts'
import { buildImage } from '../../../observe/image/build-image.ts'

test('a high watermark that waits for a replica outside the ISR says for whom and how long, and goes on then', () => {
  const spec = emptyCluster('kafka-4')
  const brokers = [1, 2, 3].map((id) => ({
    ...{ id, rack: null },
    config: (id === 1 ? { 'log.dirs': '/disk-a/kafka-1,/disk-b/kafka-1' } : {}) as Record<string, string>,
  }))
  const t = new TestCluster(simulatorModel.create({ ...spec, brokers }, 1))
  t.runFor({ ms: 2_000 })
  const topics = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => t.topic(name))
  const producer = t.producer({ acks: '1' })
  t.runFor({ ms: 1_500 })
  const image = () => buildImage(t.world)
  const leaders = () =>
    [...image().partitions.values()]
      .filter(({ id, leader }) => leader >= 0 && topics.some(({ name }) => id === `${name}-0`))
      .map(({ id, leader }) => image().replicas.get(`${id}@${leader}`)!)
  const waiting = () => leaders().filter(({ heldBack }) => heldBack !== undefined)
  for (const topic of topics) producer.send(topic, 'before')
  t.runFor({ ms: 1_000 })
  expect(waiting()).toEqual([])

  t.command({ type: 'FailDisk', broker: 'broker-1', directory: '/disk-b/kafka-1' })
  t.runFor({ ms: 2_000 })
  // Nothing has been written since: nobody waits for anything.
  expect(waiting()).toEqual([])
  for (const topic of topics) producer.send(topic, 'after')
  t.runFor({ ms: 2_000 })
  const held = waiting()
  expect(held.length).toBeGreaterThan(0)
  for (const { id, topicPartition, heldBack, highWatermark, logEndOffset } of held) {
    expect(heldBack!.broker, 'whose disk has failed').toBe(1)
    expect(image().partitions.get(topicPartition)!.isr).not.toContain(1)
    expect((heldBack!.wait.untilUs - heldBack!.wait.sinceUs) / 1_000_000).toBe(30)
    expect(highWatermark).toBeLessThan(logEndOffset)
    const row = () => image().replicas.get(id)!
    t.runFor({ ms: Math.max(0, heldBack!.wait.untilUs - t.world.nowUs) / 1_000 + 1_000 })
    expect(row().highWatermark, 'with the next record its leader sees that it need not wait').toBe(highWatermark)
    expect(row().heldBack).toEqual(heldBack)
    producer.send(topics.find(({ name }) => `${name}-0` === topicPartition)!, 'another')
    t.runUntil('it goes on', () => row().highWatermark > logEndOffset, 2_000)
    expect(row().heldBack).toBeUndefined()
  }
  expect(waiting()).toEqual([])
})
