/** What must stand beside what on the line of kafka-configs.sh while there is ZooKeeper: ConfigCommandOptions.checkArgs of 2.5. */
import { type CheckedTool, checkRequired } from '../../options/checks.ts'
import { entityNames, entityTypes, isLongAndShort } from './config-entity.ts'

const OF_BROKERS = ['topics', 'brokers', 'broker-loggers']
const OF_ZOOKEEPER = ['topics', 'clients', 'users', 'brokers']

/** What is wrong with them, or null. */
export function complaintOfEither(tool: CheckedTool): string | null {
  const { options } = tool
  const types = entityTypes(options)
  const names = entityNames(options)
  return complaintAboutTypes(tool, types) ?? complaintAboutConnection(tool) ?? complaintAboutNames(tool, types, names)
}

function complaintAboutTypes({ options }: CheckedTool, types: readonly string[]): string | null {
  const repeated = types.filter((type, at) => types.indexOf(type) < at)
  if (repeated.length > 0) return `Duplicate entity type(s) specified: ${repeated.join(',')}`
  const [allowed, argument] = options.has('bootstrap-server')
    ? [OF_BROKERS, '--bootstrap-server']
    : [OF_ZOOKEEPER, '--zookeeper']
  const unknown = types.find((type) => !allowed.includes(type))
  if (unknown !== undefined)
    return `Invalid entity type ${unknown}, the entity type must be one of ${allowed.join(',')} with the ${argument} argument`
  if (types.length === 0) return 'At least one entity type must be specified'
  if (types.length > 1 && !types.every((type) => type === 'users' || type === 'clients'))
    return "Only 'users' and 'clients' entity types may be specified together"
  return isLongAndShort(options)
    ? '--entity-{type,name,default} should not be used in conjunction with specific entity flags'
    : null
}

function complaintAboutConnection({ options }: CheckedTool): string | null {
  const [brokers, ensemble] = [options.has('bootstrap-server'), options.has('zookeeper')]
  if (!brokers && !ensemble) return 'One of the required --bootstrap-server or --zookeeper arguments must be specified'
  if (brokers && ensemble) return 'Only one of --bootstrap-server or --zookeeper must be specified'
  return options.has('all') && ensemble ? '--bootstrap-server must be specified for --all' : null
}

function complaintAboutNames(tool: CheckedTool, types: readonly string[], names: readonly string[]): string | null {
  const { options } = tool
  const isNamed = names.some((name) => name !== '')
  const [first = ''] = types
  if (isNamed && (first === 'brokers' || first === 'broker-loggers')) {
    const wrong = names.find((name) => name !== '' && !/^[-+]?\d+$/.test(name))
    if (wrong !== undefined)
      return `The entity name for ${first} must be a valid integer broker id, but it is: ${wrong}`
  }
  if (types.includes('clients') || types.includes('users')) checkRequired(tool, 'zookeeper')
  if (options.has('describe') && types.includes('broker-loggers') && !isNamed)
    return `an entity name must be specified with --describe of ${types.join(',')}`
  if (!options.has('alter')) return null
  if (['users', 'clients', 'brokers'].some((type) => types.includes(type))) {
    if (names.length === 0)
      return 'an entity-name or default entity must be specified with --alter of users, clients or brokers'
  } else if (!isNamed) return `an entity name must be specified with --alter of ${types.join(',')}`
  return options.has('add-config') || options.has('delete-config')
    ? null
    : 'At least one of --add-config or --delete-config must be specified with --alter'
}
