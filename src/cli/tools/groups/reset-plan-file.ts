/** Counterpart in Kafka: OffsetsUtils.parseResetPlan, with CsvUtils. */

import { type TopicPartition, topicPartition } from '../../../kafka/common/topic-partition.ts'
import { toolsOf } from '../../../kafka/profile/tool-registry.ts'
import { JavaException, stackTrace, wrapping } from '../../java-errors.ts'
import { type CheckedTool, usageError } from '../../options/checks.ts'
import type { ToolContext } from '../../replayed-tool.ts'
import { readTextFile } from '../admin-connection.ts'
import { resetsWithCare } from './group-calls.ts'

const JACKSON = 'com.fasterxml.jackson.databind.exc'

interface Row {
  readonly group: string
  readonly topic: string
  readonly partition: number
  readonly offset: number
}

/**
 * The plan for a group as the file has it: `topic,partition,offset` where one group is asked for and the first line is
 * of that form, `group,topic,partition,offset` otherwise. What a line lacks is empty, or 0.
 */
export function fromFile(tool: CheckedTool, groupId: string, context: ToolContext): Map<TopicPartition, number> {
  const { options } = tool
  const lines = linesOf(options.value('from-file') ?? '', context)
  const [only, ...more] = options.values('group')
  const isPlain = lines.length > 0 && isWithoutGroups(lines[0] ?? '', context)
  const one = more.length === 0 && only !== undefined && !options.has('all-groups') && isPlain
  const plan = new Map<TopicPartition, number>()
  let found = false
  for (const line of lines) {
    const row = wrapped(context, () =>
      one ? { ...readRow(line, 'NoGroup', context), group: only } : readRow(line, 'WithGroup', context),
    )
    if (row.offset < 0) return usageError(tool, 'Invalid negative offset')
    if (row.group !== groupId) continue
    found = true
    plan.set(topicPartition(row.topic, row.partition), row.offset)
  }
  // The file is read once for its scope and once for its plan.
  if (lines.length > 0 && resetsWithCare(context)) isWithoutGroups(lines[0] ?? '', context)
  if (!found) context.print(`\nError: No reset plan for group ${groupId} found\n`)
  return plan
}

/** As Java splits: an empty text is one line, and empty lines at the end are none. */
function linesOf(path: string, context: ToolContext): string[] {
  const text = wrapped(context, () => readTextFile(context, path))
  const trimmed = text.replace(/\n+$/, '')
  return trimmed === '' && text !== '' ? [] : trimmed.split('\n')
}

/** The tool passes on what goes wrong as the cause of a RuntimeException, or as it is, by the version. */
function wrapped<Result>(context: ToolContext, work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof JavaException) || !resetsWithCare(context)) throw error
    throw wrapping('java.lang.RuntimeException', error)
  }
}

/** The tool tries the form without groups first; some versions show what came of it even where the other form will do. */
function isWithoutGroups(line: string, context: ToolContext): boolean {
  try {
    readRow(line, 'NoGroup', context)
    return true
  } catch (error) {
    if (!(error instanceof JavaException)) throw error
    if (!resetsWithCare(context)) return false
    context.printError(
      stackTrace(error, `${toolsOf(context.profile.name).loggers.resetOffsets}.parseResetPlan(OffsetsUtils.java)`),
    )
    return false
  }
}

/** Throws what Jackson says of a line that is none. */
function readRow(line: string, form: 'NoGroup' | 'WithGroup', context: ToolContext): Row {
  const columns = form === 'NoGroup' ? ['topic', 'partition', 'offset'] : ['group', 'topic', 'partition', 'offset']
  // The end of a line that Windows wrote is a row of nothing.
  if (line !== '\r' && line.trim() === '')
    throw failed('MismatchedInputException', 'No content to map due to end-of-input')
  const open = line.search(/(^|,)\s*"[^"]*$/)
  if (open !== -1)
    throw new JavaException(
      'com.fasterxml.jackson.core.JsonParseException',
      `Missing closing quote for value\n ${source(line.length + 1)}`,
    )
  const cells = line
    .replace(/\r$/, '')
    .split(',')
    .map((cell) => /^\s*"(.*)"\s*$/.exec(cell)?.[1] ?? cell)
  const cell = (name: string) => cells[columns.indexOf(name)] ?? ''
  const columnOf = (index: number) => cells.slice(0, index).reduce((at, before) => at + before.length + 1, 1)
  const number = (name: 'partition' | 'offset') => {
    const text = cell(name).trim()
    if (text === '') return 0
    const type = name === 'partition' ? 'int' : 'long'
    const chain = `${toolsOf(context.profile.name).helpers.resetPlanRow}${form}["${name}"]`
    if (!/^[+-]?\d+$/.test(text)) {
      const words = `Cannot deserialize value of type \`${type}\` from String "${text}": not a valid \`${type}\` value`
      throw failed('InvalidFormatException', words, { column: columnOf(columns.indexOf(name)), chain })
    }
    if (type === 'long' ? /^[+-]?\d{1,18}$/.test(text) : Math.abs(Number(text)) < 2_147_483_648) return Number(text)
    const bounds = type === 'int' ? '-2147483648 - 2147483647' : '-9223372036854775808 - 9223372036854775807'
    // A number that a long can hold is told without the bounds of an int.
    const told = /^[+-]?\d{1,18}$/.test(text) ? '' : ` (${bounds})`
    throw outOfRange(
      `Numeric value (${text}) out of range of ${type}${told}`,
      columnOf(columns.indexOf(name) + 1),
      chain,
    )
  }
  const row = {
    group: form === 'NoGroup' ? '' : cell('group'),
    topic: cell('topic'),
    partition: number('partition'),
    offset: number('offset'),
  }
  const extra = cells[columns.length]
  if (extra !== undefined) {
    const words = `Too many entries: expected at most ${columns.length} (value #${columns.length} (${extra.length} chars) "${extra}")`
    const at = source(columnOf(columns.length))
    throw new JavaException(toolsOf(context.profile.name).groupCommand.tooManyCells, `${words}\n ${at}`)
  }
  return row
}

function source(column: number): string {
  return `at [Source: (StringReader); line: 1, column: ${column}]`
}

function outOfRange(words: string, column: number, chain: string): JavaException {
  const at = source(column)
  return new JavaException(
    'com.fasterxml.jackson.databind.JsonMappingException',
    `${words}\n ${at} (through reference chain: ${chain})`,
    { causedBy: { className: 'com.fasterxml.jackson.core.JsonParseException', message: `${words}\n ${at}` } },
  )
}

function failed(
  name: string,
  words: string,
  place: { readonly column: number; readonly chain: string } | null = null,
): JavaException {
  const where = place === null ? 'at [Source: (StringReader); line: UNKNOWN, column: UNKNOWN]' : source(place.column)
  const through = place === null ? '' : ` (through reference chain: ${place.chain})`
  return new JavaException(`${JACKSON}.${name}`, `${words}\n ${where}${through}`)
}
