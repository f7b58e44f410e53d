import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { profileNames } from '../../kafka/profile/registry.ts'
import { KAFKA_2_5 } from '../../testing/ahead/kafka-2.5.ts'
import { workstationBench } from '../../testing/workstation-bench.ts'
import { kafkaTools } from './kafka-tools.ts'
import { commandsOf } from './registry.ts'

/** Options of the tool in each version that has it. */
const optionsOf = (name: string) =>
  profileNames().flatMap((profile) =>
    (commandsOf(profile).row(name)?.words ?? []).filter((word) => word.startsWith('--') && word !== '--help'),
  )

/** Whatever principal, host or resource is named, a cluster without authorizer gives the answer that Kafka gives. */
const ANSWERED_BY_THE_CLUSTER = ['kafka-acls.sh']

/** Their names stand in the tools too, for what Kafka says of them beside other options; nothing acts on their values. */
const NAMED_FOR_COMPLAINTS: readonly string[] = ['--ip', '--user', '--max-message-size']

/** Kafka takes it and never looks at it. */
const IGNORED_BY_KAFKA: readonly string[] = ['--num-fetch-threads']

/** Tools, and what versions say of them where one calls an option otherwise than another. */
const sources = [
  ...readdirSync('src/cli/tools', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => `src/cli/tools/${name}`),
  ...readdirSync('src/kafka/profile').flatMap((version) =>
    existsSync(`src/kafka/profile/${version}/tools.ts`) ? [`src/kafka/profile/${version}/tools.ts`] : [],
  ),
]
  .map((path) => readFileSync(path, 'utf8'))
  .join('\n')

/** Whether a tool names the option. */
function isRead(option: string): boolean {
  const name = option.replace(/^--/, '').replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`['"\`](?:--)?${name}['"\`]`).test(sources)
}

const tools = kafkaTools.filter(({ name }) => !ANSWERED_BY_THE_CLUSTER.includes(name))

test.each(tools)('each option of $name is acted upon, or answered aloud', ({ name, limits }) => {
  const listed = [...(limits?.refused ?? []), ...(limits?.withoutEffect ?? [])]
  const options = [...new Set(optionsOf(name))].filter((option) => !IGNORED_BY_KAFKA.includes(option))
  expect(options.filter((option) => !isRead(option) && !listed.includes(option))).toEqual([])
  // A list that says what is no longer so is worse than none.
  const isActedUpon = (option: string) => isRead(option) && !NAMED_FOR_COMPLAINTS.includes(option)
  expect(listed.filter((option) => !options.includes(option) || isActedUpon(option))).toEqual([])
})

test('one that is not simulated ends the tool in words', () => {
  const [refused, equals] = workstationBench({ profile: KAFKA_2_5.name }).script(
    'kafka-configs.sh --zk-tls-config-file a\nkafka-configs.sh --zk-tls-config-file=a',
  )
  expect([refused?.stderr, refused?.exitCode]).toEqual(['simulator: not simulated: --zk-tls-config-file\n', 1])
  expect(equals?.stderr).toBe('simulator: not simulated: --zk-tls-config-file\n')
  const [idle] = workstationBench().script('kafka-topics.sh --version --partition-size-limit-per-response 5')
  expect(idle?.stderr).toContain(
    'no effect here, though real Kafka would act on it: --partition-size-limit-per-response',
  )
  expect(idle?.stdout).toBe('4.3.1\n')
})

test('one that only another version has is refused in that version’s own words', () => {
  const [topics, consumer] = workstationBench().script(
    'kafka-topics.sh --zookeeper localhost:2181 --list\nkafka-console-consumer.sh --bootstrap-server localhost:9092 --whitelist "a.*"',
  )
  expect(topics?.stderr).toContain('zookeeper is not a recognized option')
  expect(consumer?.stderr).not.toContain('not simulated')
})
