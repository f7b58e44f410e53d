import { expect, test } from 'vitest'
import { brokerWorld } from '../../testing/broker-world.ts'
import { type NetworkClient, shownCorrelationId } from '../network/network-client.ts'
import { clientsOf } from './broker-clients.ts'
import { kraftOf } from './link/kraft/kraft-state.ts'

test('each replica fetcher and each channel to the controller counts its own requests', () => {
  const t = brokerWorld(3)
  t.topic('orders', [
    [2, 1],
    [3, 1],
  ])
  t.runFor(5_000)
  const { fetchers } = t.broker(1)
  const { channels } = kraftOf(t.broker(1))
  const counted = (client: NetworkClient<unknown>) => shownCorrelationId(client, client.nextCorrelationId)
  const [fromBroker2, fromBroker3] = [...fetchers.values()].map(({ client }) => counted(client))
  // One in half a second each, and the ApiVersions of their connection.
  expect(fromBroker2).toBeGreaterThan(8)
  expect(fromBroker2).toBeLessThan(14)
  expect(fromBroker3).toBeGreaterThan(8)
  expect(counted(channels.heartbeat.client)).toBeLessThan(9)
  expect(counted(channels.alterPartition.client)).toBe(0)
  expect(clientsOf(t.broker(1)).map(({ clientId }) => clientId)).toEqual([
    ...['1', '1', '1', 'raft-client-1'],
    ...['broker-1-fetcher-0', 'broker-1-fetcher-0'],
  ])
})

test('a fetcher whose leader is gone and back begins a connection, and goes on counting', () => {
  const t = brokerWorld(2)
  t.topic('orders', [[2, 1]])
  t.runFor(2_000)
  const { client } = [...t.broker(1).fetchers.values()][0]!
  const before = client.nextCorrelationId
  t.kill(2)
  t.runFor(1_000)
  expect(client.connections.has('broker-2')).toBe(false)
  t.start(2)
  t.runFor(3_000)
  expect(client.connections.has('broker-2')).toBe(true)
  expect(client.nextCorrelationId).toBeGreaterThan(before)
})
