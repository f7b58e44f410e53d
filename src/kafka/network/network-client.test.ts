import { describe, expect, test } from 'vitest'
import { correlationIdOf, createNetworkClient, failConnection, openConnection } from './network-client.ts'

describe('what a client counts', () => {
  test('a request of its own opens each connection, also one that broke', () => {
    const client = createNetworkClient('client')
    const idTo = (peer: string) => {
      openConnection(client, peer)
      return correlationIdOf(client.nextCorrelationId++)
    }
    expect([idTo('broker-1'), idTo('broker-1'), idTo('broker-2')]).toEqual([1, 2, 4])
    failConnection(client, 'broker-1', 0)
    expect([idTo('broker-2'), idTo('broker-1')]).toEqual([5, 7])
  })

  test('two of one address count alike, and no answer fits both', () => {
    const [one, other] = [createNetworkClient('one', 1), createNetworkClient('other', 4_194_303)]
    expect(one.nextCorrelationId).not.toBe(other.nextCorrelationId)
    expect([one, other].map((client) => correlationIdOf(client.nextCorrelationId))).toEqual([0, 0])
    expect(other.nextCorrelationId + 2 ** 31).toBeLessThanOrEqual(Number.MAX_SAFE_INTEGER + 1)
  })
})
