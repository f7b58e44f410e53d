// Every text of clients, said otherwise: what they log and throw changes with it.

import { runScript } from '../../testing/headless-shell.ts'
import { javaProgram, topicOf } from '../../testing/java-program.ts'
import { provesRules } from '../../testing/toy-profiles.ts'
import { found, printed, SERVER, worldOf } from '../../testing/toy-terminal.ts'

provesRules('words', {
  node: {
    toy: ({ id }) => `toy node ${id}`,
    seen: (profile) => found(printed(profile, `kafka-broker-api-versions.sh ${SERVER}`), /^(\S+ .*) -> \($/m),
    own: 'localhost:9093 (id: 2 rack: null isFenced: false)',
    toys: 'toy node 2',
  },
  unreachable: {
    toy: (id, address) => `toy ${id} at ${address} is silent`,
    seen: (profile) =>
      found(
        printed(profile, 'kafka-topics.sh --list --bootstrap-server localhost:1'),
        /((?:Connection to node|toy) -1 .*?) \(org/,
      ),
    own: 'Connection to node -1 (localhost/127.0.0.1:1) could not be established. Node may not be available.',
    toys: 'toy -1 at localhost/127.0.0.1:1 is silent',
  },
  metadataRefused: {
    toy: (_, topics) => `toy metadata ${topics}`,
    seen: (profile) =>
      found(
        printed(profile, `echo one | kafka-console-producer.sh ${SERVER} --topic new`),
        /console-producer\] (.*\{new=\w+\})/,
      )?.replace(/ id \d+ /, ' id N '),
    own: 'The metadata response from the cluster reported a recoverable issue with correlation id N : {new=UNKNOWN_TOPIC_OR_PARTITION}',
    toys: 'toy metadata {new=UNKNOWN_TOPIC_OR_PARTITION}',
  },
  metadataOutdated: {
    toy: (topicPartition) => `toy ${topicPartition} moved`,
    seen(profile) {
      // Every broker says that it listens where one of them does, and that one does not lead.
      const world = worldOf(profile, { 'advertised.listeners': 'PLAINTEXT://localhost:9093' })
      const { commands } = runScript(world, `echo one | kafka-console-producer.sh ${SERVER} --topic orders\n`)
      return found(commands.map(({ stderr }) => stderr).join(''), /(Received invalid metadata|toy orders-0 moved)/)
    },
    own: 'Received invalid metadata',
    toys: 'toy orders-0 moved',
  },
  outOfRange: {
    toy: (topicPartition, offset) => `toy ${topicPartition} has no ${offset}`,
    seen(profile) {
      const t = javaProgram([topicOf('orders', 1)], {}, 1, profile)
      t.consumer('c', { 'auto.offset.reset': 'none' })
      t.call('assign', { consumer: 'c', partitions: [['orders', 0]] })
      t.call('seek', { consumer: 'c', partition: ['orders', 0], offset: 7 })
      return t.poll(['c'], 2_000).c?.message?.replace(/\{.*\}/, '{…}')
    },
    own: 'Fetch position FetchPosition{…} is out of range for partition orders-0',
    toys: 'toy orders-0 has no 7',
  },
  fetchLogger: {
    toy: 'toy.Fetcher',
    seen: (profile) =>
      found(
        printed(
          profile,
          `(sleep 4; kafka-topics.sh ${SERVER} --delete --topic orders) & kafka-console-consumer.sh ${SERVER} --topic orders --partition 0 --offset earliest --timeout-ms 15000`,
        ),
        /error in fetch for partition .* \((.*)\)$/m,
      ),
    own: 'org.apache.kafka.clients.consumer.internals.FetchCollector',
    toys: 'toy.Fetcher',
  },
  failedNetworkClient: {
    toy: 'a toy speaks to nobody',
    seen: (profile) =>
      found(
        printed(
          profile,
          `echo a | kafka-console-producer.sh ${SERVER} --topic orders --command-property security.protocol=SASL_SSL`,
        ),
        /Caused by: .*Exception: (Failed.*|a toy.*)/,
      ),
    own: 'Failed to create new NetworkClient',
    toys: 'a toy speaks to nobody',
  },
  unusedSetting: {
    toy: (name) => `toy has no use for ${name}`,
    seen: (profile) =>
      found(
        printed(profile, `echo a | kafka-console-producer.sh ${SERVER} --topic orders --command-property no.such=1`),
        /(toy .*) \(/,
      ),
    own: null,
    toys: 'toy has no use for no.such',
  },
  callNeverSent: {
    toy: ({ name }) => ({ message: `toy ${name} never left`, cause: 'a toy cause' }),
    seen: (profile) =>
      found(printed(profile, 'kafka-topics.sh --list --bootstrap-server localhost:1'), /topic command : (.*)/),
    own: 'Timed out waiting for a node assignment. Call: listTopics',
    toys: 'toy listTopics never left',
  },
  callCutOff: {
    toy: ({ name, tries }) => `toy ${name} broke off in try ${tries}`,
    seen: (profile) => cutOffAt(profile)?.replaceAll(/\d+/g, 'N'),
    own: 'Call(callName=deleteRecords(api=METADATA), deadlineMs=N, tries=N, nextAllowedTryMs=N) timed out at N after N attempt(s)',
    toys: 'toy deleteRecords(api=METADATA) broke off in try N',
  },
  callToCoordinator: {
    toy: (name, api) => `toy ${name} by ${api}`,
    seen: (profile) =>
      found(
        printed(profile, 'kafka-consumer-groups.sh --describe --group g --bootstrap-server localhost:1'),
        /Call: (.*)/,
      ),
    own: 'describeConsumerGroups(api=FIND_COORDINATOR)',
    toys: 'toy describeConsumerGroups by FIND_COORDINATOR',
  },
})

/** What a tool says of a partition that it waited for in vain. */
function cutOffAt(profile: string): string | null {
  const rows = `echo '{"partitions":[{"topic":"orders","partition":5,"offset":1}]}' > rows.json`
  const told = printed(profile, rows, `kafka-delete-records.sh ${SERVER} --offset-json-file rows.json`)
  return found(told, /TimeoutException: (.*)/)
}
