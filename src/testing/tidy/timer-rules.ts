// Who steps over a timer is told in words what it was for, so every type of timer stands in one list.

import { TIMER_TYPES } from '../../kafka/common/timer-types.ts'
import { type SourceFile, type TreeNode, type Violation, walk } from './source-file.ts'

const SETS_TIMERS = /timer$|^schedule$|wakeUp$/i
const known: ReadonlySet<string> = new Set(TIMER_TYPES)

interface Found {
  readonly type: string
  readonly node: TreeNode
}

export function checkTimers(files: readonly SourceFile[]): Violation[] {
  return files
    .filter(({ path, isTest }) => !isTest && /^src\/(kafka|cli)\//.test(path))
    .flatMap((file) =>
      timersOf(file)
        .filter(({ type }) => !known.has(type))
        .map(({ type, node }) => ({
          path: file.path,
          line: file.lineOf(node.start),
          rule: `${type} is a timer without a line in kafka/common/timer-types.ts, and so without words`,
        })),
    )
}

/** Types of the timers that a file sets, and of those that it declares. */
export function timersOf(file: SourceFile): readonly Found[] {
  const constants = new Map<string, TreeNode>()
  walk(file.program, (node) => {
    if (node.type === 'VariableDeclarator' && node.init !== null)
      constants.set((node.id as { name?: string }).name ?? '', node.init as TreeNode)
    if (node.type === 'FunctionDeclaration') constants.set((node.id as { name?: string } | null)?.name ?? '', node)
  })
  const found: Found[] = []
  walk(file.program, (node) => {
    if (node.type === 'CallExpression' && SETS_TIMERS.test(calledName(node)))
      for (const argument of node.arguments as readonly TreeNode[]) found.push(...typesIn(argument, constants))
    if (node.type === 'TSInterfaceDeclaration' && extendsTimer(node)) found.push(...declaredTypes(node))
  })
  return found
}

function calledName({ callee }: TreeNode): string {
  const { name, property } = callee as { name?: string; property?: { name?: string } }
  return property?.name ?? name ?? ''
}

/** Of an object its `type`; of a name what it stands for; a word with a capital is the type itself. */
function typesIn(node: TreeNode, constants: ReadonlyMap<string, TreeNode>): readonly Found[] {
  const within = (each: unknown) => typesIn(each as TreeNode, constants)
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'string' && /^[A-Z][A-Za-z]+$/.test(node.value) ? [{ type: node.value, node }] : []
    case 'Identifier': {
      const meant = constants.get(node.name as string)
      return meant === undefined || meant.type === 'Identifier' ? [] : within(meant)
    }
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
      return within(node.expression)
    case 'ConditionalExpression':
      return [...within(node.consequent), ...within(node.alternate)]
    case 'CallExpression': {
      if (calledName(node) === 'freeze') return within((node.arguments as readonly TreeNode[])[0])
      const made = constants.get(calledName(node))
      return made?.type === 'FunctionDeclaration' ? madeBy(made) : []
    }
    case 'ObjectExpression':
      return (node.properties as readonly TreeNode[])
        .filter(({ key }) => (key as { name?: string } | undefined)?.name === 'type')
        .flatMap(({ value }) => within(value))
    default:
      return []
  }
}

/** What a function returns is among the objects that it makes. */
function madeBy(node: TreeNode): readonly Found[] {
  const found: Found[] = []
  walk(node, (each) => {
    if (each.type === 'ObjectExpression') found.push(...typesIn(each, new Map()))
  })
  return found
}

function extendsTimer(node: TreeNode): boolean {
  return ((node.extends ?? []) as { expression: { name?: string } }[]).some(
    ({ expression }) => expression.name === 'Timer',
  )
}

function declaredTypes(node: TreeNode): readonly Found[] {
  const found: Found[] = []
  walk(node, (each, parent) => {
    if (each.type === 'Literal' && parent?.type === 'TSLiteralType' && typeof each.value === 'string')
      found.push({ type: each.value, node: each })
  })
  return found
}
