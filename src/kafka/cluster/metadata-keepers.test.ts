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

test('one of a ZooKeeper cluster says its id and where the ensemble listens, and nothing of KRaft', () => {
  const lists = { controllers: [], zookeeper: [1, 2, 3] }
  expect(keepersOf(lists).map(({ list }) => list)).toEqual(['zookeeper'])
  expect(keeperNodes(lists)).toEqual(['zookeeper-1', 'zookeeper-2', 'zookeeper-3'])
  expect(ownProperties(1, lists)).toEqual({
    'broker.id': '1',
    listeners: 'PLAINTEXT://localhost:9092',
    'zookeeper.connect': 'localhost:2181,localhost:2182,localhost:2183',
    'log.dirs': '/tmp/kafka-logs-1',
  })
})

test('another kind of keeper is a row: brokers say what it wants to be told', () => {
  // Stands in the place of the list of its own that it would have.
  const keeper: MetadataKeeper = {
    list: 'controllers',
    nodeOf: (id) => `keeper-${id}`,
    identityOf: (brokerId) => ({ 'who.am.i': String(brokerId) }),
    reachOf: (ids) => ({ 'keeper.connect': ids.join(',') }),
  }
  const lists = { controllers: [1, 2] }
  expect(keepersOf(lists, [keeper])).toEqual([keeper])
  expect(keeperNodes(lists, [keeper])).toEqual(['keeper-1', 'keeper-2'])
  expect(ownProperties(1, lists, [keeper])).toMatchObject({ 'who.am.i': '1', 'keeper.connect': '1,2' })
  expect(keeperSettings([keeper])).toEqual(['who.am.i', 'keeper.connect'])
})
