import { expect, test } from 'vitest'
import { ownProperties } from './kinds/broker/own-properties.ts'
import { keeperNodes, keeperSettings, keepersOf, type MetadataKeeper } from './metadata-keepers.ts'

test('a broker of a KRaft cluster says that it is one, and where its controllers listen', () => {
  const lists = { controllers: [101, 102] }
  expect(keeperNodes(lists)).toEqual(['controller-101', 'controller-102'])
  expect(ownProperties(2, lists)).toEqual({
    'process.roles': 'broker',
    'node.id': '2',
    listeners: 'PLAINTEXT://localhost:9093',
    'controller.listener.names': 'CONTROLLER',
    'listener.security.protocol.map': 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT',
    'controller.quorum.bootstrap.servers': 'localhost:19101,localhost:19102',
    'log.dirs': '/tmp/kafka-logs-2',
  })
})

test('another kind of keeper is a row: brokers say what it wants to be told, and nothing of KRaft', () => {
  // Stands in the place of the list of its own that an ensemble would have.
  const ensemble: MetadataKeeper = {
    list: 'controllers',
    nodeOf: (id) => `zookeeper-${id}`,
    identityOf: (brokerId) => ({ 'broker.id': String(brokerId) }),
    reachOf: (ids) => ({ 'zookeeper.connect': ids.map((id) => `localhost:${2180 + id}`).join(',') }),
  }
  const lists = { controllers: [1, 2, 3] }
  expect(keepersOf(lists, [ensemble])).toEqual([ensemble])
  expect(keeperNodes(lists, [ensemble])).toEqual(['zookeeper-1', 'zookeeper-2', 'zookeeper-3'])
  expect(ownProperties(1, lists, [ensemble])).toEqual({
    'broker.id': '1',
    listeners: 'PLAINTEXT://localhost:9092',
    'zookeeper.connect': 'localhost:2181,localhost:2182,localhost:2183',
    'log.dirs': '/tmp/kafka-logs-1',
  })
  expect(keeperSettings([ensemble])).toEqual(['broker.id', 'zookeeper.connect'])
})
