import { expect, test } from 'vitest'
import { undoFirst } from './undo-first.ts'

const create = 'bin/kafka-topics.sh --create --bootstrap-server host:9092 --partitions 3 --topic hello.kafka'

test('a topic that the slip made with the defaults is deleted before it is made as it was meant', () => {
  const dash = { kind: 'longDash', word: '—-partitions', meant: '--partitions' } as const
  expect(undoFirst([create], [dash], 'WARNING: …\nCreated topic hello.kafka.\n')).toEqual({
    meant: ["bin/kafka-topics.sh --bootstrap-server host:9092 --delete --topic 'hello\\.kafka'", create],
    slips: [{ kind: 'topicLeft', word: 'hello.kafka' }],
  })
  // One that was there before holds what others put into it.
  expect(undoFirst([create], [dash], 'Topic hello.kafka already exists\n').meant).toEqual([create])
})

test('in the era of ZooKeeper the topic is deleted where it was made', () => {
  const line = 'kafka-topics.sh --create --zookeeper zk:2181 --topic=orders'
  expect(undoFirst([line], [], 'Created topic orders.').meant[0]).toBe(
    'kafka-topics.sh --zookeeper zk:2181 --delete --topic orders',
  )
})

test('a group that began at the end goes back to the beginning before it is read from there', () => {
  const consumer =
    'bin/kafka-console-consumer.sh --bootstrap-server my-kafka:9092 --topic hello.kafka --group hello-group --from-beginning'
  const alone = { kind: 'optionAlone', word: '--from-beginning' } as const
  expect(undoFirst([consumer], [alone], '')).toEqual({
    meant: [
      'bin/kafka-consumer-groups.sh --bootstrap-server my-kafka:9092 --group hello-group --topic hello.kafka --reset-offsets --to-earliest --execute',
      consumer,
    ],
    slips: [{ kind: 'groupLeft', word: 'hello-group' }],
  })
  expect(undoFirst([consumer], [], '').meant).toEqual([consumer])
  const withoutGroup = consumer.replace(' --group hello-group', '')
  expect(undoFirst([withoutGroup], [alone], '').meant).toEqual([withoutGroup])
})
