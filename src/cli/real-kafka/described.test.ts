import { expect, test } from 'vitest'
import { readDescribed } from './described.ts'

const IN_4 = `$ bin/kafka-topics.sh --bootstrap-server localhost:9092 \\
> --describe
[2026-05-04 10:00:00,000] WARN something (org.apache.kafka.clients.NetworkClient)
Topic: orders	TopicId: 0cGpxdNsTyK2Xc4cmHRcLw	PartitionCount: 2	ReplicationFactor: 3	Configs: min.insync.replicas=2,cleanup.policy=compact,delete,segment.bytes=1073741824
	Topic: orders	Partition: 0	Leader: 1	Replicas: 1,2,3	Isr: 1,3	Elr: 2	LastKnownElr: 
	Topic: orders	Partition: 1	Leader: none	Replicas: 2	Isr: 	Elr: 2	LastKnownElr: 2
`

const GROUPS = `
Consumer group 'asleep' has no active members.

GROUP           TOPIC           PARTITION  CURRENT-OFFSET  LOG-END-OFFSET  LAG             CONSUMER-ID     HOST            CLIENT-ID
asleep          orders          0          90              100             10              -               -               -
awake           orders          1          -               5               -               c-1-0a          /10.0.0.1       c
awake           -               -          -               -               -               c-2-0b          /10.0.0.1       c
`

test('topics with their settings, partitions and who is in sync, beside commands and logs', () => {
  expect(readDescribed(IN_4)).toEqual({
    hasTopicIds: true,
    offsets: [],
    topics: [
      {
        name: 'orders',
        config: { 'min.insync.replicas': '2', 'cleanup.policy': 'compact,delete', 'segment.bytes': '1073741824' },
        partitions: [
          { partition: 0, leader: 1, replicas: [1, 2, 3], isr: [1, 3], elr: [2] },
          { partition: 1, leader: null, replicas: [2], isr: [], elr: [2] },
        ],
      },
    ],
  })
})

test('an earlier version has no ids, and a page may have made blanks of its tabs', () => {
  const text =
    'Topic: a   PartitionCount: 1 ReplicationFactor: 1   Configs: \n  Topic: a Partition: 0    Leader: 0   Replicas: 0 Isr: 0'
  expect(readDescribed(text)).toEqual({
    hasTopicIds: false,
    offsets: [],
    topics: [{ name: 'a', config: {}, partitions: [{ partition: 0, leader: 0, replicas: [0], isr: [0], elr: [] }] }],
  })
})

test('groups: what they have committed, and who reads', () => {
  expect(readDescribed(IN_4 + GROUPS)).toMatchObject({
    offsets: [
      { group: 'asleep', topic: 'orders', partition: 0, committed: 90, logEnd: 100, member: null },
      { group: 'awake', topic: 'orders', partition: 1, committed: null, logEnd: 5, member: 'c-1-0a' },
    ],
  })
})

test('a table with further columns is read by its head', () => {
  const verbose =
    'GROUP TOPIC PARTITION LEADER-EPOCH CURRENT-OFFSET LOG-END-OFFSET LAG CONSUMER-ID HOST CLIENT-ID\ng orders 0 7 3 9 6 - - -'
  expect(readDescribed(`${IN_4}${verbose}`)).toMatchObject({ offsets: [{ committed: 3, logEnd: 9 }] })
})

test('a line that says something else is named', () => {
  expect(readDescribed(`${IN_4}hello there\n`)).toEqual({ line: 7, text: 'hello there', reason: 'unknown' })
  expect(readDescribed(`${IN_4}${GROUPS}asleep orders 1 90`)).toMatchObject({ line: 14, reason: 'columns' })
  expect(readDescribed('GROUP TOPIC PARTITION CURRENT-OFFSET\n')).toMatchObject({ reason: 'noTopics' })
})

test('what was copied by halves is no cluster', () => {
  const lines = IN_4.trimEnd().split('\n')
  expect(readDescribed(lines.slice(0, -1).join('\n'))).toMatchObject({ line: 4, reason: 'count' })
})
