/**
 * Settings of librdkafka as `-X` takes them, and what they are in the words of the clients here. Those that nothing here
 * acts on are known by their names alone.
 */
import { PROPERTY_NAMES } from './property-names.ts'

const ALIASES: Readonly<Record<string, string>> = {
  acks: 'request.required.acks',
  'auto.commit.enable': 'enable.auto.commit',
  'bootstrap.servers': 'metadata.broker.list',
  'compression.type': 'compression.codec',
  'delivery.timeout.ms': 'message.timeout.ms',
  'fetch.message.max.bytes': 'max.partition.fetch.bytes',
  'linger.ms': 'queue.buffering.max.ms',
  'max.in.flight': 'max.in.flight.requests.per.connection',
  retries: 'message.send.max.retries',
}

const CODECS = ['none', 'gzip', 'snappy', 'lz4', 'zstd']
const BOOLEANS = ['true', 'false', 't', 'f', '1', '0']
const EARLIEST = ['smallest', 'earliest', 'beginning']
const LATEST = ['largest', 'latest', 'end']

/** Of those that something here acts on: what they may be. */
const VALUES: Readonly<Record<string, readonly string[] | 'number' | 'text'>> = {
  'allow.auto.create.topics': BOOLEANS,
  'auto.commit.interval.ms': 'number',
  'auto.offset.reset': [...EARLIEST, ...LATEST, 'error'],
  'client.id': 'text',
  'client.rack': 'text',
  'compression.codec': CODECS,
  'enable.auto.commit': BOOLEANS,
  'enable.idempotence': BOOLEANS,
  'enable.partition.eof': BOOLEANS,
  'fetch.min.bytes': 'number',
  'fetch.wait.max.ms': 'number',
  'group.id': 'text',
  'group.instance.id': 'text',
  'heartbeat.interval.ms': 'number',
  'isolation.level': ['read_uncommitted', 'read_committed'],
  'max.partition.fetch.bytes': 'number',
  'max.poll.interval.ms': 'number',
  'message.max.bytes': 'number',
  'message.send.max.retries': 'number',
  'message.timeout.ms': 'number',
  'metadata.broker.list': 'text',
  'partition.assignment.strategy': 'text',
  partitioner: ['random', 'consistent', 'consistent_random', 'murmur2', 'murmur2_random', 'fnv1a', 'fnv1a_random'],
  'queue.buffering.max.ms': 'number',
  'request.required.acks': 'number',
  'security.protocol': ['plaintext', 'ssl', 'sasl_plaintext', 'sasl_ssl'],
  'session.timeout.ms': 'number',
  'sticky.partitioning.linger.ms': 'number',
  'transactional.id': 'text',
}

/** The name as it stands in the settings; null for one that librdkafka has not got. */
function nameOf(name: string): string | null {
  const bare = name.replace(/^topic\.(?!metadata\.|blacklist)/, '')
  if (!PROPERTY_NAMES.includes(bare)) return null
  return ALIASES[bare] ?? bare
}

/** Sets one, or says what is wrong with it. */
export function setProperty(settings: Map<string, string>, name: string, value: string): string | null {
  const known = nameOf(name)
  if (known === null) return `No such configuration property: "${name}"`
  const given = known === 'request.required.acks' && value === 'all' ? '-1' : value
  const wrong = whyInvalid(known, given)
  if (wrong !== null) return wrong
  settings.set(known, Array.isArray(VALUES[known]) ? given.toLowerCase() : given)
  return null
}

function whyInvalid(name: string, value: string): string | null {
  const values = VALUES[name]
  if (values === BOOLEANS) {
    const shown = name === 'enable.auto.commit' ? 'auto.commit.enable' : name
    return BOOLEANS.includes(value.toLowerCase()) ? null : `Expected bool value for "${shown}": true or false`
  }
  if (values === 'number') {
    if (!/^-?\d+(\.\d+)?$/.test(value)) return `Invalid value for configuration property "${name}"`
    if (Number(value) >= 0 || name === 'request.required.acks') return null
    return `Configuration property "${name}" value ${value} is outside allowed range ${RANGES[name] ?? '0..1000000000'}\n`
  }
  if (!Array.isArray(values) || values.includes(value.toLowerCase())) return null
  if (name === 'partitioner') return `Invalid value for configuration property "partitioner": ${value}`
  return `Invalid value "${value}" for configuration property "${name}"`
}

/** As a refusal shows them, where they are not those of the rest. */
const RANGES: Readonly<Record<string, string>> = {
  'auto.commit.interval.ms': '0..86400000',
  'fetch.wait.max.ms': '0..300000',
  'heartbeat.interval.ms': '1..3600000',
  'max.poll.interval.ms': '1..86400000',
  'message.send.max.retries': '0..2147483647',
  'message.timeout.ms': '0..2147483647',
  'queue.buffering.max.ms': '0..900000',
  'session.timeout.ms': '1..3600000',
  'sticky.partitioning.linger.ms': '0..900000',
}

/** Given, known, and nothing here acts on them. */
export function withoutEffect(settings: ReadonlyMap<string, string>): string[] {
  return [...settings.keys()].filter((name) => VALUES[name] === undefined)
}

/** What would need more than is simulated: the words that say so, or null. */
export function notSimulated(settings: ReadonlyMap<string, string>): 'security' | 'transactions' | null {
  if ((settings.get('security.protocol') ?? 'plaintext') !== 'plaintext') return 'security'
  return (settings.get('transactional.id') ?? '') === '' ? null : 'transactions'
}

export function isTrue(text: string | undefined, otherwise: boolean): boolean {
  return text === undefined ? otherwise : ['true', 't', '1'].includes(text)
}

/** The settings of a producer of the simulator that does what librdkafka's would. */
export function producerSettings(settings: ReadonlyMap<string, string>): Record<string, string> {
  const timeoutMs = Number(settings.get('message.timeout.ms') ?? '300000')
  const lingerMs = Math.floor(Number(settings.get('queue.buffering.max.ms') ?? '5'))
  // 0: for ever, as near as a number comes to it.
  const deliveryMs = timeoutMs === 0 ? 2_147_483_647 : Math.max(timeoutMs, lingerMs + 1)
  return {
    acks: settings.get('request.required.acks') ?? '-1',
    'batch.size': '1000000',
    'client.id': settings.get('client.id') ?? 'rdkafka',
    'compression.type': settings.get('compression.codec') ?? 'none',
    'delivery.timeout.ms': String(deliveryMs),
    'enable.idempotence': String(isTrue(settings.get('enable.idempotence'), false)),
    'linger.ms': String(lingerMs),
    'max.request.size': settings.get('message.max.bytes') ?? '1000000',
    'request.timeout.ms': String(Math.min(30_000, deliveryMs - lingerMs)),
    retries: settings.get('message.send.max.retries') ?? '2147483647',
  }
}

const ASSIGNORS: Readonly<Record<string, string>> = {
  range: 'org.apache.kafka.clients.consumer.RangeAssignor',
  roundrobin: 'org.apache.kafka.clients.consumer.RoundRobinAssignor',
  'cooperative-sticky': 'org.apache.kafka.clients.consumer.CooperativeStickyAssignor',
}

const SAME_NAME = [
  'client.rack',
  'fetch.min.bytes',
  'group.instance.id',
  'heartbeat.interval.ms',
  'max.partition.fetch.bytes',
  'max.poll.interval.ms',
]

/** The same of a consumer. It commits nothing by itself: kcat says what it has printed, and that is committed. */
export function consumerSettings(settings: ReadonlyMap<string, string>): Record<string, string> {
  const reset = settings.get('auto.offset.reset') ?? 'largest'
  const strategy = settings.get('partition.assignment.strategy') ?? 'range,roundrobin'
  const group = settings.get('group.id')
  const same = SAME_NAME.flatMap((name) => {
    const value = settings.get(name)
    return value === undefined ? [] : [[name, value] as const]
  })
  return {
    'allow.auto.create.topics': String(isTrue(settings.get('allow.auto.create.topics'), false)),
    'auto.offset.reset': EARLIEST.includes(reset) ? 'earliest' : LATEST.includes(reset) ? 'latest' : 'none',
    'client.id': settings.get('client.id') ?? 'rdkafka',
    'enable.auto.commit': 'false',
    'fetch.max.wait.ms': settings.get('fetch.wait.max.ms') ?? '500',
    'isolation.level': settings.get('isolation.level') ?? 'read_committed',
    'partition.assignment.strategy': strategy
      .split(',')
      .map((name) => ASSIGNORS[name.trim()] ?? name.trim())
      .join(','),
    'session.timeout.ms': settings.get('session.timeout.ms') ?? '45000',
    ...(group === undefined ? {} : { 'group.id': group }),
    ...Object.fromEntries(same),
  }
}
