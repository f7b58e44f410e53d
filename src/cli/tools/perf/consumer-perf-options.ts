/** Counterpart in Kafka: ConsumerPerformance.ConsumerPerfOptions (2.5: ConsumerPerfConfig). */
import { toolsOf } from '../../../kafka/profile/tool-registry.ts'
import { type DateFormat, simpleDateFormat } from '../../java-date-format.ts'
import { illegalArgument } from '../../java-errors.ts'
import {
  addressOption,
  type CheckedTool,
  checkHelpOrVersion,
  checkInvalid,
  checkRequired,
  usageError,
} from '../../options/checks.ts'
import { OptionError, optionException, type ParsedOptions, parseOptions } from '../../options/jopt.ts'
import { inOwnVoice } from '../../own-voice.ts'
import { propertiesOf } from '../admin-connection.ts'
import { parseKeyValues, type StartContext } from '../client-start.ts'
import { dumpAndExit, isScala } from '../java-main.ts'

/** How much is read, how long it may take, and how it is told. */
export interface PerfLimits {
  readonly records: number
  readonly timeoutMs: number
  readonly intervalMs: number
  readonly detailed: boolean
  readonly date: string
}

export interface PerfSettings {
  readonly parsed: ParsedOptions
  /** The consumer's properties. Throws what a wrong number or a file that is not there throws. */
  config(): ReadonlyMap<string, string>
}

/** What can be seen from the line alone; ends the tool where it is wrong. */
export function perfSettings(start: StartContext): PerfSettings {
  const table = start.facts.optionTable
  const tool = parsedOf(start, table)
  checkHelpOrVersion(tool, start)
  if (table.has('include')) checkChoices(tool, start)
  else checkRequired(tool, 'topic', 'messages')
  return { parsed: tool.options, config: () => configOf(tool, start) }
}

function parsedOf(start: StartContext, table: CheckedTool['table']): CheckedTool {
  const refuse = (error: OptionError): never =>
    isScala(start.facts.className)
      ? dumpAndExit(optionException(error), start)
      : usageError({ context: start, table }, error.message)
  try {
    const tool: CheckedTool = { context: start, table, options: parseOptions(table, start.args) }
    const { options } = tool
    // `requiredUnless("broker-list")`, which joptsimple asks for as it parses.
    const isMissing =
      table.has('broker-list') &&
      !['bootstrap-server', 'broker-list', 'help', 'version'].some((name) => options.has(name))
    if (!isMissing) return tool
    return refuse(new OptionError('MissingRequiredOptionsException', 'Missing required option(s) [bootstrap-server]'))
  } catch (error) {
    if (error instanceof OptionError) return refuse(error)
    throw error
  }
}

function checkChoices(tool: CheckedTool, start: StartContext): void {
  checkRequired(tool, 'bootstrap-server')
  for (const pair of [
    ['topic', 'include'],
    ['messages', 'num-records'],
  ] as const) {
    if (pair.filter((name) => tool.options.has(name)).length !== 1)
      usageError(
        tool,
        `Exactly one of the following arguments is required: ${pair.map((name) => `[${name}]`).join(', ')}`,
      )
  }
  checkInvalid(tool, 'consumer.config', ['command-config'])
  if (tool.options.has('messages')) start.print('Warning: --messages is deprecated. Use --num-records instead.\n')
  if (tool.options.has('consumer.config'))
    start.print('Warning: --consumer.config is deprecated. Use --command-config instead.\n')
}

function configOf(tool: CheckedTool, start: StartContext): ReadonlyMap<string, string> {
  const { options, table } = tool
  const { clientId } = toolsOf(start.profile.name).consumerPerf
  const file =
    options.value('consumer.config') ?? (table.has('command-config') ? options.value('command-config') : null)
  const given = table.has('command-property') ? parseKeyValues(options.values('command-property')) : new Map()
  const group = options.has('group') ? options.value('group') : `perf-consumer-${start.randomInt(100_000)}`
  const own = new Map([
    ['bootstrap.servers', options.value(addressOption(tool)) ?? ''],
    ['group.id', group ?? ''],
    ['receive.buffer.bytes', String(options.integer('socket-buffer-size'))],
    ['max.partition.fetch.bytes', String(options.integer('fetch-size'))],
    ['auto.offset.reset', options.has('from-latest') ? 'latest' : 'earliest'],
    ['check.crcs', 'false'],
  ])
  const named: ReadonlyMap<string, string> = clientId === null ? new Map() : new Map([['client.id', clientId]])
  return new Map([...named, ...propertiesOf(start, file), ...given, ...own])
}

export function printHeader(parsed: ParsedOptions, start: StartContext): void {
  if (parsed.has('hide-header')) return
  const first = parsed.has('show-detailed-stats') ? 'time, threadId' : 'start.time, end.time'
  start.print(
    `${first}, data.consumed.in.MB, MB.sec, data.consumed.in.nMsg, nMsg.sec, rebalance.time.ms, fetch.time.ms, fetch.MB.sec, fetch.nMsg.sec\n`,
  )
}

export function limitsOf(parsed: ParsedOptions, start: StartContext): PerfLimits {
  // 2.5 reads how many threads there are to be, and makes none.
  if (start.facts.optionTable.has('threads')) parsed.integer('threads')
  const records = parsed.has('messages') ? parsed.integer('messages') : parsed.integer('num-records')
  const intervalMs = parsed.integer('reporting-interval') ?? 0
  if (intervalMs <= 0) throw illegalArgument('Reporting interval must be greater than 0.')
  const date = parsed.value('date-format') ?? ''
  refuseWeeks(simpleDateFormat(date), start)
  return {
    records: records ?? 0,
    timeoutMs: parsed.integer('timeout') ?? 0,
    intervalMs,
    detailed: parsed.has('show-detailed-stats'),
    date,
  }
}

function refuseWeeks({ notSimulated }: DateFormat, start: StartContext): void {
  if (notSimulated === null) return
  start.printError(inOwnVoice(`the letter ${notSimulated} of --date-format is not simulated`))
  start.exit(1)
}
