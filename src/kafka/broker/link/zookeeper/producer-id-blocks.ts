/** Counterpart in Kafka: ProducerIdManager. Each broker takes a block of ids from ZooKeeper when it starts, and when that is used. */

import { decodeProducerIdBlock, encodeProducerIdBlock } from '../../../znodes/znode-bodies.ts'
import { PRODUCER_ID_BLOCK } from '../../../znodes/znode-paths.ts'
import type { BrokerState } from '../../broker-state.ts'
import { ask, beginErrand, type ErrandRun, unlessExpired } from './errands.ts'

const BLOCK_SIZE = 1_000

export interface ProducerIdReservation {
  readonly type: 'reserveProducerIds'
}

/** Unless it was asked for. */
export function allocateProducerIds(state: BrokerState): void {
  const { producerIds } = state
  if (producerIds.asking || producerIds.nextBlock !== null) return
  producerIds.asking = true
  beginErrand(state, { type: 'reserveProducerIds' })
}

export function reserveProducerIds(_work: ProducerIdReservation, run: ErrandRun): void {
  const block = unlessExpired(() => reserve(run))
  const { producerIds } = run.state
  producerIds.asking = false
  if (block !== null) producerIds.nextBlock = Object.freeze(block)
}

/** Until nobody else has taken it first. */
function reserve(run: ErrandRun): { readonly start: number; readonly end: number } {
  for (;;) {
    const { data, stat } = ask(run, { type: 'GetDataRequest', path: PRODUCER_ID_BLOCK })
    const start = data === null || data === '' ? 0 : decodeProducerIdBlock(data).end + 1
    const block = { broker: run.state.brokerId, start, end: start + BLOCK_SIZE - 1 }
    const { error } = ask(run, {
      ...{ type: 'SetDataRequest', path: PRODUCER_ID_BLOCK },
      ...{ data: encodeProducerIdBlock(block), version: stat?.version ?? 0 },
    })
    if (error === 'OK') return { start, end: start + BLOCK_SIZE }
  }
}
