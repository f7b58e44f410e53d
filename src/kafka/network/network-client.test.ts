import { describe, expect, test } from 'vitest'
import { createNetworkClient, failConnection, openConnection, shownCorrelationId } from './network-client.ts'

describe('what a client counts', () => {
  test('a request of its own opens each connection, also one that broke', () => {
    const client = createNetworkClient('client')
    const idTo = (peer: string) => {
      openConnection(client, peer)
      return shownCorrelationId(client, client.nextCorrelationId++)
    }
    expect([idTo('broker-1'), idTo('broker-1'), idTo('broker-2')]).toEqual([1, 2, 4])
    failConnection(client, 'broker-1', 0)
    expect([idTo('broker-2'), idTo('broker-1')]).toEqual([5, 7])
  })

  test('two of one address count alike, and no answer fits both', () => {
    const [one, other] = [createNetworkClient('one', 1_000), createNetworkClient('other', 500_000_000)]
    expect(one.nextCorrelationId).not.toBe(other.nextCorrelationId)
    expect([one, other].map((client) => shownCorrelationId(client, client.nextCorrelationId))).toEqual([0, 0])
  })
})
