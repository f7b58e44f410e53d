/** What could have been done instead of a command, where one thing is commonly confused with, or weighed against, another. */
import type { Command } from '../../kafka/cluster/commands.ts'
import type { ClusterImage } from '../../kafka/observe/cluster-image.ts'
import { acksOf, waitsForAll } from '../../lessons/waits-for-all.ts'

export interface Alternative {
  /** What the alternative is to what was done; names its words (`beside.whatIf.<kind>`). */
  readonly kind: (typeof ENDS)[number] | 'setting'
  /** They stand in place of the command. */
  readonly commands: readonly Command[]
  /** Where the commands are what was done, and one setting is another: as Kafka writes it. */
  readonly setting?: string
}

/** Three at most, so that the question stays one. */
const MOST = 3
/** Ways for a node to go: cleanly, killed, without power, and silent but alive. */
const ENDS = ['StopNode', 'KillNode', 'PowerCutNode', 'PauseNode'] as const

export function alternativesTo(command: Command, image: ClusterImage): readonly Alternative[] {
  switch (command.type) {
    case 'StopNode':
    case 'KillNode':
    case 'PowerCutNode':
    case 'PauseNode': {
      const { node, type } = command
      const ends = ENDS.filter((end) => end !== type).map((kind) => ({ kind, commands: [{ type: kind, node }] }))
      // What became of records when a broker went hangs on what its producers had waited for.
      return [...(image.brokers.has(node) || isBroker(image, node) ? otherAcks(command, image) : []), ...ends].slice(
        0,
        MOST,
      )
    }
    case 'AddProducer':
    case 'ConfigureProducer': {
      const { producer } = command
      const given = acksGiven(producer.config)
      return ['0', '1', 'all']
        .filter((acks) => acks !== given)
        .map((acks) => {
          const config = withAcks(producer.config, acks)
          const setting = settingOf(acks, [producer.config])
          return { kind: 'setting', commands: [{ ...command, producer: { ...producer, config } }], setting }
        })
    }
    default:
      return []
  }
}

const isBroker = (image: ClusterImage, node: string) => image.nodes.get(node)?.kind === 'broker'

/** The same deed, with every producer of the stage's own waiting for one replica where it waited for all, and the other way round. */
function otherAcks(command: Command, image: ClusterImage): readonly Alternative[] {
  const producers = [...image.producers.values()].filter(({ terminal }) => terminal === null)
  const [first] = producers
  if (first === undefined) return []
  const acks = acksGiven(first.spec.config) === 'all' ? '1' : 'all'
  const configured = producers.map(({ spec }): Command => {
    return { type: 'ConfigureProducer', producer: { ...spec, config: withAcks(spec.config, acks) } }
  })
  const setting = settingOf(
    acks,
    producers.map(({ spec }) => spec.config),
  )
  return [{ kind: 'setting', commands: [...configured, command], setting }]
}

/** Idempotence comes with `acks=all` unless somebody has said no; where somebody had, that it comes now is said. */
function settingOf(acks: string, configs: readonly Readonly<Record<string, string>>[]): string {
  const comes = acks === 'all' && configs.some((config) => config['enable.idempotence'] === 'false')
  return comes ? 'acks=all, enable.idempotence=true' : `acks=${acks}`
}

/** Kafka's default where nothing is given. */
function acksGiven(config: Readonly<Record<string, string>>): string {
  return acksOf({ acks: 'all', ...config })
}

/** Idempotence wants every replica's word: where it was asked for aloud, it is not with less. */
function withAcks(config: Readonly<Record<string, string>>, acks: string): Record<string, string> {
  if (acks === 'all') return waitsForAll(config)
  const changed: Record<string, string> = { ...config, acks }
  if (changed['enable.idempotence'] === 'true') changed['enable.idempotence'] = 'false'
  return changed
}
