/** What lines typed with a version print of groups, records and clients, for the proofs of `profile/toy-tools.test.ts`. */
import { found, printed, SERVER } from './toy-terminal.ts'

export const GROUPS = `kafka-consumer-groups.sh ${SERVER}`
export const PAIR = `kafka-topics.sh ${SERVER} --create --topic pair --partitions 2`

/** What is seen of a reset, and of what it leaves. */
export function resets(profile: string): readonly (string | null)[] {
  const reset = `${GROUPS} --group g --reset-offsets`
  const whole = printed(
    profile,
    PAIR,
    `${reset} --topic pair --to-datetime 2099-01-01T00:00:00.000 --execute`,
    `${GROUPS} --describe --group g`,
  )
  return [
    found(whole, /(is empty)/),
    found(whole, /NEW-OFFSET *\ng +pair +(\d)/),
    found(whole, /CLIENT-ID\ng +pair +(\d)/),
    found(printed(profile, PAIR, `${reset} --topic pair --shift-by 1 2>&1`), /(IllegalArgument)/),
    found(printed(profile, `${reset} --topic orders 2>&1`), /following scenarios: (\S+ \w+)/),
  ]
}

/** What is seen of offsets that are deleted. */
export function deletions(profile: string): readonly (string | number | null | undefined)[] {
  const deleted = (...topics: string[]) =>
    printed(
      profile,
      `${GROUPS} --group g --reset-offsets --topic orders --to-earliest --execute`,
      `${GROUPS} --group g --delete-offsets ${topics.map((topic) => `--topic ${topic}`).join(' ')}`,
    )
  return [
    found(deleted('orders'), /^(.* from .*)$/m),
    found(deleted('orders', 'orders:7'), /Error: (.* ?partly|.*partition-level)/),
    found(deleted('nothing'), /^nothing +(\S+)/m),
    found(deleted('orders'), /^(TOPIC +)P/m)?.length,
    found(printed(profile, `${GROUPS} --group none --delete-offsets --topic orders`), /Error: (no toy|The group id)/),
  ]
}

const ORDERS = '/tmp/kafka-logs-1/orders-0/00000000000000000000'

/** What kafka-dump-log.sh shows of a log with one record, and of a file whose name says nothing. */
export function dumped(profile: string): readonly (string | null)[] {
  const log = printed(
    profile,
    `echo a | kafka-console-producer.sh ${SERVER} --topic orders --compression-codec gzip`,
    `kafka-dump-log.sh --print-data-log --files ${ORDERS}.log`,
    'kafka-dump-log.sh --files /tmp/kafka-logs-1/nameless',
    `kafka-dump-log.sh --value-decoder-class no.such.Class --files ${ORDERS}.log`,
    `kafka-dump-log.sh --max-message-size x --files ${ORDERS}.log`,
  )
  return [
    found(log, /^(Log|toy) .*0$/m),
    found(log, /(\w+): -1 \w+: 1 sequence/),
    found(log, /(\w+): 1 sequence/),
    found(log, /(deleteHorizonMs)/),
    found(log, /compresscodec: (\w+)/),
    found(log, /(StringIndexOutOfBounds|Ignoring)/),
    found(log, /main" java\.lang\.(ClassNotFound|Runtime)Exception/),
    found(log, /(OptionArgumentConversion)/),
  ]
}

/** Makes entries of the time index of a log, and looks at them. */
export const CORRUPT_INDEX = [
  `kafka-producer-perf-test.sh ${SERVER} --topic orders --num-records 60 --record-size 1000 --throughput -1 > /dev/null`,
  `kafka-dump-log.sh --index-sanity-check --files ${ORDERS}.timeindex`,
].join('; ')

/** What the console consumer prints, and complains of. */
export function consumed(profile: string): readonly (string | null)[] {
  const consume = `kafka-console-consumer.sh ${SERVER}`
  const shown = ['print.key=true', 'print.partition=true', 'null.literal=NIL'].map(
    (property) => `--formatter-property ${property}`,
  )
  return [
    found(printed(profile, consume), /^(Exactly one|toy one of)/m),
    found(printed(profile, `${consume} --topic orders --max-messages ten`), /(Processed|Exception in thread)/),
    found(
      printed(profile, 'kafka-console-consumer.sh --bootstrap-server localhost:9 --topic t --group g --timeout-ms 900'),
      /clientId=([\w-]+)/,
    ),
    found(
      printed(
        profile,
        `echo one | kafka-console-producer.sh ${SERVER} --topic orders`,
        `${consume} --topic orders --from-beginning --max-messages 1 ${shown.join(' ')}`,
      ),
      /^(.*\tone.*)$/m,
    ),
  ]
}

/** What the console producer says to lines, and to a class that reads none. */
export function produced(profile: string): readonly (string | null)[] {
  const produce = (options: string) =>
    printed(profile, `echo a | kafka-console-producer.sh ${SERVER} --topic orders ${options}`)
  return [
    found(produce('--reader-property parse.key=true'), /(toy 1 a|No key separator)/),
    found(produce('--reader-property parse.headers=true'), /(No headers delimiter)/),
    found(produce('--line-reader java.lang.String'), /(ClassCast|must implement)/),
  ]
}

/** Of a node that is a broker alone. */
export const BROKER = [
  'process.roles=broker',
  'node.id=1',
  'controller.quorum.voters=2@localhost:9093',
  'controller.listener.names=CONTROLLER',
]

/** A replica more, which never catches up: its broker is dead. */
export const MOVING = [
  `kafka-topics.sh ${SERVER} --create --topic moving --replica-assignment 1`,
  ':kill broker-2',
  `echo '{"version":1,"partitions":[{"topic":"moving","partition":0,"replicas":[1,2]}]}' > plan.json`,
  `kafka-reassign-partitions.sh ${SERVER} --execute --reassignment-json-file plan.json`,
  `kafka-topics.sh ${SERVER} --describe --topic moving`,
]

/** Which partition is told of first, and what of a topic that is not there. */
export function recordsDeleted(profile: string): readonly (string | null)[] {
  const part = (partition: number) => `{"topic":"pair","partition":${partition},"offset":0}`
  const deleting = (...lines: string[]) =>
    printed(profile, ...lines, `kafka-delete-records.sh ${SERVER} --offset-json-file d.json`)
  return [
    found(deleting(PAIR, `echo '{"partitions":[${part(0)},${part(1)}]}' > d.json`), /completed:\npartition: (\S+)/),
    found(
      deleting(`echo '{"partitions":[${part(0)}]}' > d.json`),
      /error: \S*\.(TimeoutException|UnknownTopicOrPartition)/,
    ),
  ]
}

/** How a committed offset is shown. */
export function coordinatorRecord(profile: string): string | null {
  return found(
    printed(
      profile,
      `${GROUPS} --group g --reset-offsets --topic orders --to-earliest --execute`,
      'for f in /tmp/kafka-logs-1/__consumer_offsets-*/*.log; do kafka-dump-log.sh --offsets-decoder --files $f; done',
    ),
    /key: (offset_commit|\{"type":"1")/,
  )
}
