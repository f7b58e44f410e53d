// Every rule of the controllers, decided otherwise: what happens changes with it.

import { simulatorModel } from '../../cli/model.ts'
import { emptyCluster } from '../../scenarios/index.ts'
import { runScript } from '../../testing/headless-shell.ts'
import { type JavaProgram, javaProgram, topicOf } from '../../testing/java-program.ts'
import { provesRules } from '../../testing/toy-profiles.ts'
import { found, SERVER } from '../../testing/toy-terminal.ts'
import { brokerStates } from '../cluster/kinds/broker/brokers.ts'
import { brokerNode } from '../common/addresses.ts'
import type { MetadataImage } from '../metadata/metadata-image.ts'

const program = (profile: string, ...topics: ReturnType<typeof topicOf>[]): JavaProgram =>
  javaProgram(
    topics,
    { 'broker.session.timeout.ms': '3000', 'leader.imbalance.check.interval.seconds': '5' },
    1,
    profile,
  )

/** What the brokers have heard, whoever has heard most. */
const metadata = ({ world }: JavaProgram): MetadataImage | undefined =>
  brokerStates(world)
    .map((state) => state.metadata)
    .sort((a, b) => b.offset - a.offset)[0]

function printed(profile: string, ...lines: string[]): string {
  const { commands } = runScript(simulatorModel.create({ ...emptyCluster(), profile }, 1), `${lines.join('\n')}\n`)
  return commands.map((command) => command.stdout + command.stderr).join('')
}

/** What became of a topic that wants so many replicas, with one of three brokers down. */
function createdWith(profile: string, replicas: number): string {
  const t = program(profile)
  t.command({ type: 'KillNode', node: 'broker-3' })
  t.runFor(10_000)
  t.command({ type: 'CreateTopic', topic: topicOf('wide', 1, replicas) })
  t.runFor(2_000)
  const failed = t.world.happenings.find(({ body }) => body.type === 'AdminCallFailed')
  return (failed?.body as { error?: string } | undefined)?.error ?? 'made'
}

provesRules('controller', {
  registersControllers: {
    toy: () => false,
    seen: (profile) => metadata(program(profile))?.controllers.size,
    own: 1,
    toys: 0,
  },
  knowsCordonedDirectories: {
    toy: () => false,
    seen: (profile) => metadata(program(profile))?.brokers.get(1)?.cordonedLogDirs,
    own: [],
    toys: null,
  },
  isImbalanced: {
    toy: () => false,
    seen(profile) {
      const t = program(profile, topicOf('orders', 1, 3))
      const partition = () => metadata(t)?.topics.get('orders')?.partitions[0]
      const preferred = partition()?.replicas[0] ?? -1
      t.command({ type: 'KillNode', node: brokerNode(preferred) })
      t.runFor(8_000)
      t.command({ type: 'StartNode', node: brokerNode(preferred) })
      t.runFor(20_000)
      return partition()?.leader === preferred
    },
    own: true,
    toys: false,
  },
  answerForTopicBeingCreated: {
    toy: 'LEADER_NOT_AVAILABLE',
    seen(profile) {
      const told = printed(profile, 'echo a | kafka-console-producer.sh --bootstrap-server localhost:9092 --topic made')
      return /\{made=(\w+)\}/.exec(told)?.[1]
    },
    own: 'UNKNOWN_TOPIC_OR_PARTITION',
    toys: 'LEADER_NOT_AVAILABLE',
  },
  refusesNamesInMetadata: {
    toy: false,
    seen(profile) {
      const told = printed(
        profile,
        'kafka-console-consumer.sh --bootstrap-server localhost:9092 --topic a,b --consumer-property allow.auto.create.topics=false --timeout-ms 3000',
      )
      return /InvalidTopicException/.test(told)
    },
    own: true,
    toys: false,
  },
  placement: {
    toy: 'adminUtils',
    seen: (profile) =>
      metadata(program(profile, topicOf('striped', 9, 2)))
        ?.topics.get('striped')
        ?.partitions.map(({ replicas }) => replicas.join())
        .join(' '),
    own: '1,2 2,3 3,1 1,3 3,2 2,1 3,1 1,2 2,3',
    toys: '1,2 2,3 3,1 1,3 2,1 3,2 1,2 2,3 3,1',
  },
  mayGetReplicas: {
    toy: ({ fenced }) => !fenced,
    seen: (profile) => createdWith(profile, 3) === 'made',
    own: true,
    toys: false,
  },
  refusePlacement: {
    toy: ({ why }) => `toy: ${why}`,
    seen: (profile) => createdWith(profile, 4).replace(/The target.*/, '…'),
    own: 'Unable to replicate the partition 4 time(s): …',
    toys: 'toy: …',
  },
  refuseReconfiguration: {
    toy: (config) => (config === 'log.cleaner.threads' ? 'toys are cleaned by hand' : null),
    seen: (profile) =>
      ['ssl.protocol=TLSv1.3', 'log.cleaner.threads=2'].map((config) =>
        printed(
          profile,
          `kafka-configs.sh --bootstrap-server localhost:9092 --alter --entity-type brokers --entity-name 1 --add-config ${config}`,
        ).startsWith('Completed'),
      ),
    own: [false, true],
    toys: [true, false],
  },
  showSettings: {
    toy: (names) => `toys ${names.join('+')}`,
    seen: (profile) =>
      found(
        printed(
          profile,
          `kafka-configs.sh ${SERVER} --alter --entity-type brokers --entity-name 1 --add-config broker.rack=a`,
        ),
        /dynamically: (.*)/,
      ),
    own: '[broker.rack]',
    toys: 'toys broker.rack',
  },
  refuseThreads: {
    toy: () => null,
    seen: (profile) =>
      printed(
        profile,
        'kafka-configs.sh --bootstrap-server localhost:9092 --alter --entity-type brokers --entity-name 1 --add-config num.io.threads=100',
      ).startsWith('Completed'),
    own: false,
    toys: true,
  },
})
