import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { batchOf } from '../../testing/batches.ts'
import { sampleMessages } from '../../testing/sample-messages.ts'
import { wireForm } from '../../testing/wire-form.ts'
import { type AnyRequest, type AnyResponse, sizeOfRequestHeader, sizeOfResponseHeader } from './api.ts'
import { APIS, type Request, type Response, sizeOf } from './apis.ts'
import type { FetchRequest, FetchResponse } from './fetch.ts'
import { messageSizer } from './message-table.ts'
import type { ProduceRequest, ProduceResponse } from './produce.ts'

const recorded = JSON.parse(readFileSync('conformance/vectors/message-sizes-of-samples.json', 'utf8')) as {
  readonly cases: readonly { readonly message: string; readonly data: unknown; readonly bytes: number }[]
}

describe('the size of a message', () => {
  test.each(sampleMessages().map((message, index) => [message.type, message, recorded.cases[index]] as const))(
    '%s is what Kafka writes for it',
    (_, message, kafka) => {
      const { message: name, data } = wireForm(message)
      expect(kafka).toMatchObject({ message: name, data })
      expect(sizeOf(message)).toBe(kafka?.bytes)
    },
  )
})

const { Produce, Fetch } = APIS
const topicPartition = fc.constantFrom('orders-0', 'orders-1', 'payments-0', 'pay-ments-0', 'pay-1')
const batch = fc
  .array(fc.constantFrom('a', 'order-1', 'x'.repeat(200)), { minLength: 1, maxLength: 4 })
  .map((v) => batchOf(v))
const clientId = fc.constantFrom('', 'console-producer', '주문')
const currentLeader = fc.constantFrom(null, { leaderId: 1, leaderEpoch: 2 })
const header = { correlationId: 7 }

const transactionalId = fc.constantFrom(undefined, 'pay-1', '결제', 'x'.repeat(200))
const produceRequest = fc
  .record({ clientId, transactionalId, partitions: fc.array(fc.record({ topicPartition, batch }), { maxLength: 6 }) })
  .map(({ transactionalId: id, ...drawn }): ProduceRequest => {
    const request = { type: 'ProduceRequest', acks: 1, timeoutMs: 1, ...header, ...drawn } as const
    return id === undefined ? request : { ...request, transactionalId: id }
  })
const produceRow = fc.record({
  topicPartition,
  currentLeader,
  errorMessage: fc.constantFrom(null, '', 'x'.repeat(130)),
  recordErrors: fc.array(fc.record({ batchIndex: fc.nat(9), message: fc.constantFrom('', 'bad', 'y'.repeat(130)) })),
})
const produceResponse = fc.array(produceRow, { maxLength: 6 }).map((rows): ProduceResponse => {
  const rest = { errorCode: 'NONE', baseOffset: 0, logStartOffset: 0 } as const
  return { type: 'ProduceResponse', ...header, partitions: rows.map((row) => ({ ...row, ...rest })) }
})
const fetchRequest = fc
  .record({
    clientId,
    asked: fc.array(topicPartition, { maxLength: 6 }),
    forgotten: fc.array(topicPartition, { maxLength: 4 }),
    replicaId: fc.constantFrom(-1, 2),
    replicaEpoch: fc.constantFrom(-1, 9),
  })
  .map(({ asked, ...drawn }): FetchRequest => {
    const limits = { maxWaitMs: 500, minBytes: 1, maxBytes: 1, isolationLevel: 'read_uncommitted' } as const
    const position = {
      currentLeaderEpoch: 1,
      fetchOffset: 1,
      lastFetchedEpoch: 1,
      logStartOffset: 0,
      maxBytes: 1,
      slot: -1,
    }
    const partitions = asked.map((name) => ({ topicPartition: name, topicId: name, ...position }))
    return { type: 'FetchRequest', ...header, ...drawn, ...limits, sessionId: 0, sessionEpoch: 0, partitions }
  })
const fetchRow = fc.record({
  topicPartition,
  currentLeader,
  batches: fc.array(batch, { maxLength: 3 }),
  divergingEpoch: fc.constantFrom(null, { epoch: 1, endOffset: 2 }),
  abortedTransactions: fc.constantFrom([], [{ producerId: 1, firstOffset: 2 }]),
})
const fetchResponse = fc.array(fetchRow, { maxLength: 6 }).map((rows): FetchResponse => {
  const rest = { errorCode: 'NONE', highWatermark: 1, lastStableOffset: 1, logStartOffset: 0, slot: -1 } as const
  const partitions = rows.map((row) => ({ ...row, ...rest }))
  return { type: 'FetchResponse', ...header, errorCode: 'NONE', sessionId: 0, partitions }
})

describe('the sums that are written out are those of the tables', () => {
  const asked = (api: typeof Produce | typeof Fetch, message: Request) => {
    const { request, version } = api as unknown as {
      request: { table: never; toWire: (m: AnyRequest) => never }
      version: number
    }
    const head = sizeOfRequestHeader(request.table, version) + new TextEncoder().encode(message.clientId).length
    return head + messageSizer(request.table, version)(request.toWire(message))
  }
  const answered = (api: typeof Produce | typeof Fetch, message: Response) => {
    const { response, version } = api as unknown as {
      response: { table: never; toWire: (m: AnyResponse) => never }
      version: number
    }
    return (
      sizeOfResponseHeader(response.table, version) + messageSizer(response.table, version)(response.toWire(message))
    )
  }

  test('of a produce request and its answer', () => {
    fc.assert(fc.property(produceRequest, (message) => sizeOf(message) === asked(Produce, message)))
    fc.assert(fc.property(produceResponse, (message) => sizeOf(message) === answered(Produce, message)))
  })

  test('of a fetch request and its answer', () => {
    fc.assert(fc.property(fetchRequest, (message) => sizeOf(message) === asked(Fetch, message)))
    fc.assert(fc.property(fetchResponse, (message) => sizeOf(message) === answered(Fetch, message)))
  })
})
