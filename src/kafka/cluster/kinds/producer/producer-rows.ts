/** Producers, those of the stage and those inside terminals alike. */
import type { World } from '../../../../engine/world.ts'
import { errorText } from '../../../clients/core/client-error.ts'
import { type ProducerNodeState, tallyOf } from '../../../clients/producer/producer-node.ts'
import type { ProducerBatch, ProducerClient } from '../../../clients/producer/producer-state.ts'
import { nodesOfKind } from '../../../common/node-kind.ts'
import { decodeUtf8 } from '../../../common/utf8.ts'
import type { NodeStatus, ProducerImage, Wait } from '../../../observe/cluster-image.ts'
import { waitAfterShare } from '../../../observe/image/waits.ts'
import type { ProducerSpec } from '../../commands.ts'
import { specAsAsked } from '../client-commands.ts'
import { throttledOf } from '../throttled-of.ts'

const SHOWN_KEYS = 8
const KEY_CHARS = 24
/** Of request.timeout.ms; an answer that is under way comes long before. */
const SEEN_AFTER = 0.05

export function addProducerRows(rows: Map<string, ProducerImage>, world: World, kind: string): void {
  for (const node of nodesOfKind(world, kind)) {
    const state = node.state as ProducerNodeState | null
    const spec = specAsAsked<ProducerSpec>(node.spec)
    const owner: ProducerOwner = {
      ...{ name: node.id, status: node.status, spec, terminal: null, lastError: null },
      ...(state?.configError == null ? {} : { refused: true, lastError: errorText(state.configError) }),
    }
    // Who is started anew goes on counting: the numbers beside it are of the whole run too.
    rows.set(node.id, { ...producerRow(state?.client ?? null, owner, world.nowUs), ...tallyOf(state, node.disk) })
  }
}

export interface ProducerOwner {
  readonly name: string
  readonly status: NodeStatus
  readonly spec: ProducerSpec
  readonly terminal: string | null
  readonly lastError: string | null
  readonly refused?: true
}

/** `client` is null while no process runs, or where its settings were refused. */
export function producerRow(client: ProducerClient | null, owner: ProducerOwner, nowUs: number): ProducerImage {
  const batches = client === null ? [] : client.accumulator.batches.map(batchRow)
  return {
    kind: 'producer',
    ...owner,
    config: client?.config.texts ?? owner.spec.config,
    producerId: client?.producerIds.producerId ?? -1,
    producerEpoch: client?.producerIds.producerEpoch ?? -1,
    ...transactionOf(client),
    batches,
    lingerUs: (client?.config.lingerMs ?? 0) * 1_000,
    bufferBytes: client?.accumulator.usedBytes ?? 0,
    unanswered: client === null ? null : unansweredOf(client, nowUs),
    ...throttledOf(client?.core.network, nowUs),
    blocked: client === null ? null : blockedOf(client),
    inFlightRequests: client?.core.network.inFlight.length ?? 0,
    sent: client?.sent ?? 0,
    acknowledged: client?.acknowledged ?? 0,
    failed: client?.failed ?? 0,
    retries: client?.retries ?? 0,
    lastError: owner.lastError ?? client?.lastError ?? null,
  }
}

function transactionOf(client: ProducerClient | null): Pick<ProducerImage, 'transaction'> {
  const manager = client?.transactions ?? null
  if (manager === null) return {}
  const { transactionalId, state, partitions, pending, lastError } = manager
  const error = lastError === null ? null : errorText(lastError)
  return {
    transaction: {
      transactionalId,
      state,
      partitions: [...partitions],
      call: pending?.call ?? null,
      lastError: error,
    },
  }
}

function blockedOf({ waiting, waitingForMemory, waitingUntilUs, config }: ProducerClient): Wait | null {
  if (!waitingForMemory || waiting.length === 0) return null
  return { sinceUs: waitingUntilUs - config.maxBlockMs * 1_000, untilUs: waitingUntilUs }
}

/** Its oldest request in flight: what was sent first is given up first. */
function unansweredOf({ core }: ProducerClient, nowUs: number): Wait | null {
  let oldest: Wait | null = null
  for (const { sentAtUs, expiresAtUs } of core.network.inFlight)
    if (oldest === null || expiresAtUs < oldest.untilUs) oldest = { sinceUs: sentAtUs, untilUs: expiresAtUs }
  return oldest === null ? null : waitAfterShare(oldest.sinceUs, oldest.untilUs, SEEN_AFTER, nowUs)
}

function batchRow(batch: ProducerBatch): ProducerImage['batches'][number] {
  return {
    topicPartition: batch.topicPartition,
    records: batch.records.length,
    sizeBytes: batch.sizeBytes,
    limitBytes: batch.limitBytes,
    createdAtUs: batch.createdAtUs,
    inFlight: batch.inFlight,
    attempts: batch.attempts,
    keys: batch.records
      .slice(-SHOWN_KEYS)
      .map((record) =>
        record.key === null ? null : decodeUtf8(record.key.slice(0, KEY_CHARS * 4)).slice(0, KEY_CHARS),
      ),
  }
}
