/** Counterpart in Kafka: OffsetsUtils.parseResetPlan, with CsvUtils. */
import { type TopicPartition, topicPartition } from '../../../kafka/common/topic-partition.ts'
import { JavaException, stackTrace } from '../../java-errors.ts'
import type { ParsedOptions } from '../../options/jopt.ts'
import type { ToolContext } from '../../replayed-tool.ts'

const CSV = 'org.apache.kafka.tools.consumer.group.CsvUtils$CsvRecord'
const FRAME = 'org.apache.kafka.tools.OffsetsUtils.parseResetPlan(OffsetsUtils.java)'
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
export function fromFile(options: ParsedOptions, groupId: string, context: ToolContext): Map<TopicPartition, number> {
  const path = options.value('from-file') ?? ''
  const text = context.readFile(path)
  if (text === undefined)
    throw new JavaException('java.lang.RuntimeException', `java.io.IOException: Unable to read file ${path}`)
  const lines = text.replace(/\n+$/, '').split('\n')
  const [only, ...more] = options.values('group')
  const one =
    more.length === 0 && only !== undefined && !options.has('all-groups') && isWithoutGroups(lines[0] ?? '', context)
  const plan = new Map<TopicPartition, number>()
  let found = false
  for (const line of lines) {
    const row = one ? { ...readRow(line, 'NoGroup'), group: only } : readRow(line, 'WithGroup')
    if (row.group !== groupId) continue
    found = true
    plan.set(topicPartition(row.topic, row.partition), row.offset)
  }
  if (!found) context.print(`\nError: No reset plan for group ${groupId} found\n`)
  return plan
}

/** The tool tries the form without groups first, and shows what came of it even where the other form will do. */
function isWithoutGroups(line: string, context: ToolContext): boolean {
  try {
    readRow(line, 'NoGroup')
    return true
  } catch (error) {
    if (!(error instanceof JavaException)) throw error
    const [className = '', message = ''] = error.message.split(/: (.*)/s)
    context.printError(stackTrace(new JavaException(className, message), FRAME))
    return false
  }
}

/** Throws what Jackson says of a line that is none, as the tool passes it on. */
function readRow(line: string, form: 'NoGroup' | 'WithGroup'): Row {
  const columns = form === 'NoGroup' ? ['topic', 'partition', 'offset'] : ['group', 'topic', 'partition', 'offset']
  if (line.trim() === '') throw failed('MismatchedInputException', 'No content to map due to end-of-input')
  const cells = line.split(',').map((cell) => /^\s*"(.*)"\s*$/.exec(cell)?.[1] ?? cell)
  const cell = (name: string) => cells[columns.indexOf(name)] ?? ''
  const number = (name: 'partition' | 'offset') => {
    const text = cell(name).trim()
    if (text === '') return 0
    if (/^[+-]?\d{1,18}$/.test(text)) return Number(text)
    const type = name === 'partition' ? 'int' : 'long'
    const words = `Cannot deserialize value of type \`${type}\` from String "${text}": not a valid \`${type}\` value`
    const column = cells.slice(0, columns.indexOf(name)).reduce((at, before) => at + before.length + 1, 1)
    throw failed('InvalidFormatException', words, { column, chain: `${CSV}${form}["${name}"]` })
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
    throw new JavaException(
      'java.lang.RuntimeException',
      `com.fasterxml.jackson.dataformat.csv.CsvReadException: ${words}`,
    )
  }
  return row
}

function failed(
  name: string,
  words: string,
  place: { readonly column: number; readonly chain: string } | null = null,
): JavaException {
  const at = place === null ? 'line: UNKNOWN, column: UNKNOWN' : `line: 1, column: ${place.column}`
  const where = `at [Source: (StringReader); ${at}]`
  const through = place === null ? '' : ` (through reference chain: ${place.chain})`
  return new JavaException('java.lang.RuntimeException', `${JACKSON}.${name}: ${words}\n ${where}${through}`)
}
