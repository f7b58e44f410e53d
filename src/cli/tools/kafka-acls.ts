/** Counterpart in Kafka: org.apache.kafka.tools.AclCommand. No broker here has an authorizer, as none has by default. */
import { classOfError } from '../../kafka/common/java-classes.ts'
import { executionException, illegalArgument, JavaException, stackTrace } from '../java-errors.ts'
import { type CheckedTool, checkInvalid, checkRequired, usageError } from '../options/checks.ts'
import { OptionError, type ParsedOptions } from '../options/jopt.ts'
import { inOwnVoice } from '../own-voice.ts'
import { Exited, replayedTool, type ToolContext } from '../replayed-tool.ts'
import { type AclFilter, aclFiltersOf } from './acl-filters.ts'
import { asFutureException, connectAdmin, serversOf } from './admin-connection.ts'
import { frameOfMain, openTool } from './java-main.ts'

const ACTIONS = ['add', 'remove', 'list']

export const kafkaAcls = replayedTool(
  (context) => {
    try {
      run(open(context), context)
    } catch (error) {
      if (error instanceof Exited) throw error
      const failure = asFutureException(error)
      context.print(
        `Error while executing ACL command: ${failure.message}\n${stackTrace(failure, frameOfMain(context))}\n`,
      )
      context.exit(1)
    }
  },
  { readsInput: true },
)

/** What joptsimple finds in the line is told with the help; what it finds in a value is an exception as any other. */
function open(context: ToolContext): CheckedTool {
  try {
    const tool = openTool(context)
    checkArgs(tool)
    return tool
  } catch (error) {
    if (error instanceof OptionError) return usageError({ context, table: context.facts.optionTable }, error.message)
    throw error
  }
}

function checkArgs(tool: CheckedTool): void {
  const has = (name: string) => tool.options.has(name)
  checkWhere(tool)
  if (ACTIONS.filter(has).length !== 1)
    usageError(tool, 'Command must include exactly one action: --list, --add, --remove. ')
  const denied = ['deny-principal', 'deny-host']
  checkInvalid(tool, 'list', ['producer', 'consumer', 'allow-host', 'allow-principal', ...[...denied].reverse()])
  for (const kind of ['producer', 'consumer']) checkInvalid(tool, kind, ['operation', ...denied])
  if (has('principal') && !has('list')) usageError(tool, 'The --principal option is only available if --list is set')
  if (has('producer') && !has('topic')) usageError(tool, 'With --producer you must specify a --topic')
  if (has('idempotent') && !has('producer'))
    usageError(tool, 'The --idempotent option is only available if --producer is set')
  const isMore = !has('producer') && (has('cluster') || has('transactional-id'))
  if (has('consumer') && (!has('topic') || !has('group') || isMore))
    usageError(
      tool,
      'With --consumer you must specify a --topic and a --group and no --cluster or --transactional-id option should be specified.',
    )
}

/** Whom it turns to: brokers or controllers, or before these the authorizer's own place in ZooKeeper. */
function checkWhere(tool: CheckedTool): void {
  const has = (name: string) => tool.options.has(name)
  if (tool.table.has(AUTHORIZER)) {
    if (has('bootstrap-server') && has('authorizer'))
      usageError(tool, 'Only one of --bootstrap-server or --authorizer must be specified')
    if (!has('bootstrap-server')) checkRequired(tool, AUTHORIZER)
    if (!has('bootstrap-server') && has('command-config'))
      usageError(tool, 'The --command-config option can only be used with --bootstrap-server option')
    if (has('bootstrap-server') && has(AUTHORIZER))
      usageError(tool, 'The --authorizer-properties option can only be used with --authorizer option')
    return
  }
  if (has('bootstrap-server') && has('bootstrap-controller'))
    usageError(tool, 'Only one of --bootstrap-server or --bootstrap-controller must be specified')
  if (!has('bootstrap-server') && !has('bootstrap-controller'))
    usageError(tool, 'One of --bootstrap-server or --bootstrap-controller must be specified')
}

const AUTHORIZER = 'authorizer-properties'

function run(tool: CheckedTool, context: ToolContext): void {
  const { options } = tool
  if (options.has(AUTHORIZER)) {
    context.printError(inOwnVoice('ACLs in ZooKeeper are not simulated: no broker here has an authorizer to heed them'))
    context.exit(1)
  }
  const patternType = patternTypeOf(options)
  if (options.has('add') && !['LITERAL', 'PREFIXED'].includes(patternType))
    usageError(tool, `A '--resource-pattern-type' value of '${patternType}' is not valid when adding acls.`)
  if (!options.has('list')) checkAcls(tool, patternType)
  connectAdmin(context, serversOf(options.value('bootstrap-server'), options.value('bootstrap-controller')), options)
  // The first that is removed is refused already, so only questions that were denied lead to another.
  if (options.has('remove') && !aclFiltersOf(options, patternType).some((each) => confirms(each, options, context)))
    return
  // What there is already is asked for before something is added.
  const action = options.has('remove') ? 'deleteAcls' : 'describeAcls'
  // A broker without an authorizer refuses whatever it is asked, so reaching one is all that matters.
  const anyRequest = { type: 'DescribeClusterRequest', includeFencedBrokers: false } as const
  context.call({ name: action, request: anyRequest }, 'DescribeClusterResponse')
  const message = options.has('remove') ? 'No Authorizer is configured.' : 'No Authorizer is configured on the broker'
  throw executionException(new JavaException(classOfError('SecurityDisabledException'), message))
}

/** Console.readLine, which there is only where standard input and output are a terminal. */
function confirms({ resource, entries }: AclFilter, options: ParsedOptions, context: ToolContext): boolean {
  if (options.has('force')) return true
  context.print(
    entries.length === 0
      ? `Are you sure you want to delete all ACLs for resource filter \`${resource}\`? (y/n)\n`
      : `Are you sure you want to remove ACLs: \n ${entries.map((each) => `\t${each}`).join('\n')}\n from resource filter \`${resource}\`? (y/n)\n`,
  )
  const line = context.tty ? context.readLine() : undefined
  if (line === undefined) throw nullPointer('"java.io.Console.readLine()"', '"java.lang.System.console()"')
  if (line === null) throw nullPointer('"String.equalsIgnoreCase(String)"', '"java.io.Console.readLine()"')
  return line.toLowerCase() === 'y'
}

function nullPointer(call: string, value: string): JavaException {
  const message = `Cannot invoke ${call} because the return value of ${value} is null`
  return new JavaException('java.lang.NullPointerException', message)
}

function patternTypeOf(options: ParsedOptions): string {
  const text = options.value('resource-pattern-type') ?? 'LITERAL'
  const name = text.toUpperCase()
  if (['ANY', 'MATCH', 'LITERAL', 'PREFIXED'].includes(name)) return name
  const message = `Cannot parse argument '${text}' of option resource-pattern-type`
  throw new OptionError('OptionArgumentConversionException', message, {
    className: 'joptsimple.ValueConversionException',
    message: `Value [${text}] is not one of [ANY|MATCH|LITERAL|PREFIXED]`,
  })
}

/** By option: the kind of resource, and what can be done to it beside ALL (AclEntry.supportedOperations). */
const RESOURCES: Readonly<Record<string, readonly [type: string, operations: readonly string[]]>> = {
  topic: [
    'TOPIC',
    ['ALTER', 'READ', 'ALTER_CONFIGS', 'WRITE', 'DESCRIBE', 'ALL', 'DESCRIBE_CONFIGS', 'DELETE', 'CREATE'],
  ],
  cluster: [
    'CLUSTER',
    ['ALTER', 'ALTER_CONFIGS', 'CLUSTER_ACTION', 'DESCRIBE', 'IDEMPOTENT_WRITE', 'ALL', 'DESCRIBE_CONFIGS', 'CREATE'],
  ],
  group: ['GROUP', ['READ', 'ALTER_CONFIGS', 'DESCRIBE', 'ALL', 'DESCRIBE_CONFIGS', 'DELETE']],
  'transactional-id': ['TRANSACTIONAL_ID', ['WRITE', 'DESCRIBE', 'ALL', 'TWO_PHASE_COMMIT']],
  'delegation-token': ['DELEGATION_TOKEN', ['DESCRIBE', 'ALL']],
  'user-principal': ['USER', ['ALL', 'DESCRIBE_TOKENS', 'CREATE_TOKENS']],
}

/** Whom they are about, and what of which resources. */
function checkAcls(tool: CheckedTool, patternType: string): void {
  const { options } = tool
  // There is one cluster, and patterns of it mean none.
  const resources = Object.keys(RESOURCES).filter(
    (name) => options.has(name) && (name !== 'cluster' || patternType === 'LITERAL'),
  )
  if (resources.length === 0)
    usageError(
      tool,
      'You must provide at least one resource: --topic <topic> or --cluster or --group <group> or --delegation-token <Delegation Token ID>',
    )
  const principals = ['allow-principal', 'deny-principal'].flatMap((name) =>
    options.has(name) ? options.values(name) : [],
  )
  const wrong = principals.find((principal) => !/^[^:]*:/.test(principal.trim()))
  if (wrong !== undefined)
    throw illegalArgument(`expected a string in format principalType:principalName but got ${wrong.trim()}`)
  if (options.has('add') && principals.length === 0)
    usageError(tool, 'You must specify one of: --allow-principal, --deny-principal when trying to add ACLs.')
  if (options.has('producer') || options.has('consumer')) return
  const operations = options.has('operation') ? options.values('operation') : ['All']
  // They are given as `DescribeConfigs`, and told as DESCRIBE_CONFIGS.
  const isAmong = (name: string, supported: readonly string[]) =>
    supported.some((each) => each.replaceAll('_', '') === name.trim().toUpperCase())
  for (const name of resources) {
    const [type, supported] = RESOURCES[name] ?? ['', []]
    if (principals.length > 0 && !operations.every((name) => isAmong(name, supported)))
      usageError(tool, `ResourceType ${type} only supports operations [${supported.join(', ')}]`)
  }
}
