/** Counterpart in Kafka: AclCommand.getResourceFilterToAcls: which entries of which resources an ACL command is about. */
import type { ParsedOptions } from '../options/jopt.ts'

export interface AclFilter {
  /** As ResourcePatternFilter shows itself. */
  readonly resource: string
  /** As AccessControlEntry shows itself; none stands for all there are. */
  readonly entries: readonly string[]
}

const PRODUCER_OF_TOPIC = ['WRITE', 'DESCRIBE', 'CREATE']
const PRODUCER_OF_TRANSACTION = ['WRITE', 'DESCRIBE']
const CONSUMER_OF_TOPIC = ['READ', 'DESCRIBE']

/** In the order of the options; Java's sets have an order of their own in every process. */
export function aclFiltersOf(options: ParsedOptions, patternType: string): AclFilter[] {
  const isProducer = options.has('producer')
  const isConsumer = options.has('consumer')
  const isPlain = !isProducer && !isConsumer
  const operations = options.has('operation') ? options.values('operation').map(operationName) : ['ALL']
  const found = new Map<string, Set<string>>()
  const add = (type: string, names: readonly string[], wanted: readonly string[], pattern = patternType) => {
    for (const name of names) {
      const resource = `ResourcePattern(resourceType=${type}, name=${name.trim()}, patternType=${pattern})`
      found.set(resource, new Set([...(found.get(resource) ?? []), ...entriesOf(options, wanted)]))
    }
  }
  const named = (option: string) => (options.has(option) ? options.values(option) : [])
  const cluster = ['kafka-cluster']
  if (isPlain) {
    add('TOPIC', named('topic'), operations)
    if (options.has('cluster') && patternType === 'LITERAL') add('CLUSTER', cluster, operations)
    add('GROUP', named('group'), operations)
    add('TRANSACTIONAL_ID', named('transactional-id'), operations)
    add('DELEGATION_TOKEN', named('delegation-token'), operations)
    add('USER', named('user-principal'), operations)
  }
  if (isProducer) {
    add('TOPIC', named('topic'), PRODUCER_OF_TOPIC)
    add('TRANSACTIONAL_ID', named('transactional-id'), PRODUCER_OF_TRANSACTION)
    if (options.has('idempotent')) add('CLUSTER', cluster, ['IDEMPOTENT_WRITE'], 'LITERAL')
  }
  if (isConsumer) {
    add('TOPIC', named('topic'), CONSUMER_OF_TOPIC)
    add('GROUP', named('group'), ['READ'])
  }
  return [...found].map(([resource, entries]) => ({ resource, entries: [...entries] }))
}

/** `DescribeConfigs` is told as DESCRIBE_CONFIGS. */
function operationName(text: string): string {
  return text
    .trim()
    .replace(/(?<=[a-z])(?=[A-Z])/g, '_')
    .toUpperCase()
}

function entriesOf(options: ParsedOptions, operations: readonly string[]): string[] {
  return (['allow', 'deny'] as const).flatMap((kind) => {
    if (!options.has(`${kind}-principal`)) return []
    const hosts = options.has(`${kind}-host`) ? options.values(`${kind}-host`) : ['*']
    return options
      .values(`${kind}-principal`)
      .flatMap((principal) =>
        operations.flatMap((operation) =>
          hosts.map(
            (host) =>
              `(principal=${principal.trim()}, host=${host.trim()}, operation=${operation}, permissionType=${kind.toUpperCase()})`,
          ),
        ),
      )
  })
}
