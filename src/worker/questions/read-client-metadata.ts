/** What a client knows of the cluster: how old that is, and where it believes that the brokers are. */
import type { World } from '../../engine/world.ts'
import type { ClientCore } from '../../kafka/clients/core/client-core.ts'
import { brokerNode } from '../../kafka/common/addresses.ts'
import { kindOf } from '../../kafka/common/node-kind.ts'
import type { QuickQuestion } from './question.ts'

interface ReadClientMetadata {
  readonly type: 'readClientMetadata'
  /** A producer's or consumer's name, also of one in a terminal. */
  readonly client: string
}

export interface ClientMetadataRead {
  readonly type: 'clientMetadata'
  /** Null: there is no such client now. */
  readonly known: KnownCluster | null
}

export interface KnownCluster {
  /** Since the last answer, simulated; null before the first. */
  readonly ageUs: number | null
  /** metadata.max.age.ms: then it asks again even where nothing is wrong. */
  readonly maxAgeUs: number
  /** It wants to ask again as soon as it may. */
  readonly wanted: boolean
  /** `bootstrap.servers`. */
  readonly bootstrap: readonly string[]
  readonly brokers: readonly KnownBroker[]
}

export interface KnownBroker {
  readonly id: number
  /** As metadata tells it. */
  readonly address: string
  /** Partitions that it leads, as far as this client knows. */
  readonly leads: number
  /**
   * `unknownHost`: its resolver knows no such name. `refused`: nobody listens there, or the connection broke. `silent`: no
   * answer within request.timeout.ms. `idle`: it has had no reason to connect.
   */
  readonly state: 'connected' | 'idle' | 'refused' | 'unknownHost' | 'silent'
  /** Who answers there, where that is another broker. */
  readonly answeredBy: string | null
}

export const readClientMetadata: QuickQuestion<ReadClientMetadata, ClientMetadataRead> = {
  answer: ({ timeline }, { client }) => {
    const core = coreOf(timeline.world, client)
    return { type: 'clientMetadata', known: core === null ? null : knownBy(core, timeline.world) }
  },
}

function coreOf(world: World, name: string): ClientCore | null {
  for (const node of world.nodes.values())
    for (const held of kindOf(world, node).heldClients?.(node) ?? []) if (held.name === name) return held.client.core
  return null
}

function knownBy({ metadata, network, bootstrap, connected, silent }: ClientCore, world: World): KnownCluster {
  const brokers = [...metadata.brokers].sort((a, b) => a.id - b.id)
  return {
    ageUs: metadata.lastSuccessUs < 0 ? null : world.nowUs - metadata.lastSuccessUs,
    maxAgeUs: metadata.maxAgeUs,
    wanted: metadata.fullUpdateNeeded || metadata.partialUpdateNeeded,
    bootstrap: bootstrap.map(({ shown }) => shown),
    brokers: brokers.map(({ id, host, port }) => {
      const peer = metadata.peers.get(id) ?? brokerNode(id)
      const backoff = network.backoff.get(peer)
      const trouble =
        (backoff?.failures ?? 0) === 0 ? null : backoff?.unknownSinceUs === undefined ? 'refused' : 'unknownHost'
      const calm = silent.has(peer) ? 'silent' : connected.has(peer) ? 'connected' : 'idle'
      return {
        id,
        address: `${host}:${port}`,
        leads: metadata.ledBy.get(id)?.length ?? 0,
        state: trouble ?? calm,
        answeredBy: peer !== brokerNode(id) && world.nodes.has(peer) ? peer : null,
      }
    }),
  }
}
