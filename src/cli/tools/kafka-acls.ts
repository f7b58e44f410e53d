/** Counterpart in Kafka: org.apache.kafka.tools.AclCommand. No broker here has an authorizer, as none has by default. */
import { JavaException, stackTrace } from '../java-errors.ts'
import { usageError } from '../options/checks.ts'
import { OptionError } from '../options/jopt.ts'
import { replayedTool } from '../replayed-tool.ts'
import { asFutureException, connectAdmin, serversOf } from './admin-connection.ts'
import { openTool } from './java-main.ts'

const FRAME = 'org.apache.kafka.tools.AclCommand.main(AclCommand.java)'
const ACTIONS = ['add', 'remove', 'list']

export const kafkaAcls = replayedTool((context) => {
  try {
    const tool = openTool(context, 'This tool helps to manage acls on kafka.')
    const { options } = tool
    if (!options.has('bootstrap-server') && !options.has('bootstrap-controller'))
      usageError(tool, 'One of --bootstrap-server or --bootstrap-controller must be specified')
    if (ACTIONS.filter((action) => options.has(action)).length !== 1)
      usageError(tool, 'Command must include exactly one action: --list, --add, --remove. ')
    if (options.has('add') && !options.has('allow-principal') && !options.has('deny-principal'))
      usageError(tool, 'You must specify one of: --allow-principal, --deny-principal when trying to add ACLs.')
    connectAdmin(context, serversOf(options.value('bootstrap-server'), options.value('bootstrap-controller')), options)
    const action = options.has('add') ? 'createAcls' : options.has('remove') ? 'deleteAcls' : 'describeAcls'
    // A broker without an authorizer refuses whatever it is asked, so reaching one is all that matters.
    const anyRequest = { type: 'DescribeClusterRequest', includeFencedBrokers: false } as const
    context.call({ name: action, request: anyRequest }, 'DescribeClusterResponse')
    const className = 'org.apache.kafka.common.errors.SecurityDisabledException'
    const message = 'No Authorizer is configured on the broker'
    throw new JavaException('java.util.concurrent.ExecutionException', `${className}: ${message}`, {
      causedBy: { className, message },
    })
  } catch (error) {
    if (error instanceof OptionError) usageError({ context, table: context.optionTable }, error.message)
    const failure = asFutureException(error)
    context.print(`Error while executing ACL command: ${failure.message}\n${stackTrace(failure, FRAME)}\n`)
    context.exit(1)
  }
})
