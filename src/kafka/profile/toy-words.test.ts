// Every text of clients, said otherwise: what they log and throw changes with it.

import { leavesUnknown } from '../../testing/forgotten-member.ts'
import { runScript } from '../../testing/headless-shell.ts'
import { type JavaProgram, javaProgram, topicOf } from '../../testing/java-program.ts'
import { provesRules } from '../../testing/toy-profiles.ts'
import { found, printed, SERVER, worldOf } from '../../testing/toy-terminal.ts'
import { readsTruncated } from '../../testing/truncated-reader.ts'
import type { JavaClientsState } from '../java-clients/java-clients-state.ts'

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
  membershipLogger: {
    toy: 'toy.Membership',
    seen: (profile) => found(refusedJoin(profile), /groupId=g\] JoinGroup failed .* \((.*)\)$/m),
    own: 'org.apache.kafka.clients.consumer.internals.ConsumerCoordinator',
    toys: 'toy.Membership',
  },
  joinRefused: {
    toy: ({ foreseen }) => `toy may not join (${foreseen})`,
    seen: (profile) => found(refusedJoin(profile), /groupId=g\] (toy .*?\)|JoinGroup failed .*?:) /),
    own: 'JoinGroup failed due to fatal error:',
    toys: 'toy may not join (true)',
  },
  fenced: {
    toy: ({ api, groupInstanceId }) => `toy ${groupInstanceId} is fenced by ${api}`,
    seen: (profile) => found(twoWithOneInstance(profile), /groupId=g\] (toy .*|.*has been fenced by.*) \(/),
    own: null,
    toys: 'toy one is fenced by Heartbeat',
  },
  unassignedTopics: {
    toy: (topics) => `toy left ${topics} over`,
    seen: (profile) =>
      found(
        printed(
          profile,
          `kafka-console-consumer.sh ${SERVER} --topic none --group g --timeout-ms 4000 --command-property allow.auto.create.topics=false`,
        ),
        /groupId=g\] (toy left .*?) \(/,
      ),
    own: null,
    toys: 'toy left [none] over',
  },
  truncated: {
    toy: ({ endOffset }) => ({ warning: 'toy warns', thrown: `toy parts at ${endOffset}` }),
    seen: (profile) => readsTruncated(profile).message?.slice(0, 30),
    own: 'Truncated partitions detected ',
    toys: 'toy parts at 1',
  },
  leaveRefused: {
    toy: ({ message }) => `toy stays: ${message}`,
    seen: (profile) =>
      found(leavesUnknown(profile).join('\n'), /groupId=g\] (.*)$/m)?.replace(/memberId='.*?'/, "memberId='…'"),
    own: "LeaveGroup request with Generation{generationId=1, memberId='…', protocol='range'} failed with error: The coordinator is not aware of this member.",
    toys: 'toy stays: The coordinator is not aware of this member.',
  },
  pollTimeoutExpired: {
    toy: 'toy has slept',
    seen: (profile) => found(sleptBetweenPolls(profile), /(toy has slept|consumer poll timeout has expired)/),
    own: 'consumer poll timeout has expired',
    toys: 'toy has slept',
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

/** What is printed where two consumers of a group have no assignor in common. */
function refusedJoin(profile: string): string {
  const other = 'partition.assignment.strategy=org.apache.kafka.clients.consumer.RoundRobinAssignor'
  const consume = `kafka-console-consumer.sh ${SERVER} --topic orders --group g`
  return printed(
    profile,
    `${consume} --timeout-ms 15000 & (sleep 5; ${consume} --timeout-ms 5000 --command-property ${other}); wait`,
  )
}

/** What is printed where two consumers say that they are the same member. */
function twoWithOneInstance(profile: string): string {
  const consume = `kafka-console-consumer.sh ${SERVER} --topic orders --group g --command-property group.instance.id=one`
  return printed(
    profile,
    `${consume} --command-property enable.auto.commit=false --timeout-ms 15000 & (sleep 5; ${consume} --timeout-ms 6000); wait`,
  )
}

/** Words of the log of consumer `c` of group g, after a story with it. */
function loggedBy(profile: string, story: (t: JavaProgram) => void): string {
  const t = javaProgram([topicOf('orders', 1)], {}, 1, profile)
  t.consumer('c', { 'group.id': 'g', 'max.poll.interval.ms': '5000', 'enable.auto.commit': 'true' })
  t.call('subscribe', { consumer: 'c', topics: ['orders'] })
  t.poll(['c'], 3_000)
  const { consumers } = t.world.nodes.get('java-clients')!.state as Pick<JavaClientsState, 'consumers'>
  const told: string[] = []
  // A Java program throws its log away: it is overheard.
  const { log } = consumers.get('c')!.client.core
  log.push = ({ message }) => told.push(message)
  story(t)
  return told.join('\n')
}

const sleptBetweenPolls = (profile: string): string => loggedBy(profile, (t) => t.runFor(8_000))
