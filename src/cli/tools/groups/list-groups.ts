import { hashOfString, inJavaHashOrder } from '../../../kafka/common/java-hash-order.ts'
import { javaSplit } from '../../java-split.ts'
import { type CheckedTool, usageError } from '../../options/checks.ts'
import type { ToolContext } from '../../replayed-tool.ts'
import { allListed, futureOf, listAllGroups } from './group-calls.ts'

const STATES = ['PreparingRebalance', 'CompletingRebalance', 'Stable', 'Dead', 'Empty', 'Assigning', 'Reconciling']
const TYPES = ['Consumer', 'Classic']

/** `--list`, with `--state` and `--type` as columns and filters. */
export function listGroups(tool: CheckedTool, context: ToolContext, timeoutMs: number): void {
  const { options } = tool
  const states = filterOf(
    tool,
    'state',
    STATES,
    (text) => `Invalid state list '${text}'. Valid states are: ${STATES.join(', ')}`,
  )
  const types = filterOf(
    tool,
    'type',
    TYPES,
    (text) => `Invalid types list '${text}'. Valid types are: ${TYPES.join(', ')}`,
  )
  const filter = { states, types: types.map((type) => type.toLowerCase()) }
  // Only the plain list is wrapped once more: the others are asked of the future itself.
  const isPlain = !options.has('state') && !options.has('type')
  const list = () => listAllGroups(context, timeoutMs, filter)
  const listed = (isPlain ? allListed(list, context) : futureOf(list)).filter(
    (group) => group.groupType === 'classic' || group.groupType === 'consumer',
  )
  // The admin client gathers them in a HashMap by id.
  const groups = inJavaHashOrder(listed, (group) => hashOfString(group.groupId))
  const columns: ((group: (typeof groups)[number]) => string)[] = []
  const headers: string[] = []
  if (options.has('type')) {
    headers.push('TYPE')
    columns.push((group) => (group.groupType === 'consumer' ? 'Consumer' : 'Classic'))
  }
  if (options.has('state')) {
    headers.push('STATE')
    columns.push((group) => group.groupState)
  }
  if (columns.length === 0) {
    for (const group of groups) context.print(`${group.groupId}\n`)
    return
  }
  const width = groups.reduce((longest, group) => Math.max(longest, group.groupId.length), 15) + 10
  const line = (group: string, cells: readonly string[]) =>
    `${group.padEnd(width)} ${cells.map((cell) => cell.padEnd(20)).join(' ')}\n`
  context.print(line('GROUP', headers))
  for (const group of groups)
    context.print(
      line(
        group.groupId,
        columns.map((column) => column(group)),
      ),
    )
}

/** Names in any case; an unknown one is a usage error. */
function filterOf(
  tool: CheckedTool,
  option: string,
  known: readonly string[],
  complaint: (text: string) => string,
): string[] {
  const text = tool.options.value(option)
  if (text === null || text === '') return []
  const asked = javaSplit(text, ',').map((name) => name.trim())
  const found = asked.map((name) => known.find((each) => each.toLowerCase() === name.toLowerCase()))
  if (found.includes(undefined)) usageError(tool, complaint(text))
  return found.filter((name) => name !== undefined)
}
