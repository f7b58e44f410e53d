// What the deterministic layers must not use, because it differs between runs, machines or browsers, or because its
// state cannot be copied and hashed.

import { layerOf } from './import-rules.ts'
import { isNode, type SourceFile, type TreeNode, type Violation, walk } from './source-file.ts'

const deterministicLayers = new Set(['engine', 'kafka', 'cli', 'scenarios', 'lessons'])

const bannedNames = new Set([
  ...['Date', 'performance', 'Intl', 'crypto', 'Promise', 'queueMicrotask', 'WeakRef', 'FinalizationRegistry'],
  ...['setTimeout', 'setInterval', 'setImmediate', 'requestAnimationFrame', 'globalThis'],
])

/** What IEEE 754 or the language defines to the last bit; the rest of Math is each browser's own. */
const exactMath = new Set(
  'abs ceil floor round trunc min max sign imul clz32 fround sqrt PI E LN2 LN10 LOG2E LOG10E SQRT2 SQRT1_2'.split(' '),
)

const orderOfSort = new Set(['sort', 'toSorted'])

export function checkDeterminism(files: readonly SourceFile[]): Violation[] {
  return files
    .filter((file) => deterministicLayers.has(layerOf(file.path)) && !file.isTest)
    .flatMap((file) =>
      collect(file, (node, parent) => objection(node, parent) ?? objectionToClass(node, layerOf(file.path))),
    )
}

export function checkAny(files: readonly SourceFile[]): Violation[] {
  return files.flatMap((file) =>
    collect(file, (node) =>
      node.type === 'TSAnyKeyword' ? '`any` says nothing: name the type, or `unknown`' : undefined,
    ),
  )
}

type Judge = (node: TreeNode, parent: TreeNode | undefined) => string | undefined

function collect(file: SourceFile, judge: Judge): Violation[] {
  const violations: Violation[] = []
  walk(file.program, (node, parent) => {
    const rule = judge(node, parent)
    if (rule !== undefined) violations.push({ path: file.path, line: file.lineOf(node.start), rule })
  })
  return violations
}

function objection(node: TreeNode, parent: TreeNode | undefined): string | undefined {
  switch (node.type) {
    case 'Identifier':
      return bannedNames.has(String(node.name)) && refers(node, parent)
        ? `${node.name} is not deterministic`
        : undefined
    case 'MemberExpression':
      return objectionToMember(node)
    case 'CallExpression':
      return objectionToCall(node)
    case 'BinaryExpression':
      return node.operator === '**' ? '** differs between browsers in the last bit' : undefined
    case 'AssignmentExpression':
      return node.operator === '**=' ? '**= differs between browsers in the last bit' : undefined
    case 'AwaitExpression':
      return 'no await: a handler runs to its end'
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      if (node.async === true) return 'no async function: a handler runs to its end'
      return node.generator === true ? 'no generator: it cannot be copied, hashed or stored' : undefined
    default:
      return undefined
  }
}

/** Whether the name stands for the global thing, and not for a property or a member of ours that is called the same. */
function refers(node: TreeNode, parent: TreeNode | undefined): boolean {
  if (parent === undefined) return true
  if (parent.type === 'MemberExpression') return parent.object === node || parent.computed === true
  if (parent.type === 'TSQualifiedName') return parent.left === node
  if ('key' in parent && parent.key === node) return parent.computed === true || parent.shorthand === true
  return true
}

function objectionToMember(node: TreeNode): string | undefined {
  const name = propertyName(node)
  if (name === undefined) return undefined
  if (name === 'localeCompare' || name.startsWith('toLocale')) return `${name} depends on the machine's language`
  if (!isNode(node.object) || node.object.name !== 'Math' || exactMath.has(name)) return undefined
  return name === 'random' ? 'Math.random: draw from a named stream' : `Math.${name} differs between browsers`
}

function objectionToCall(node: TreeNode): string | undefined {
  if (!isNode(node.callee) || node.callee.type !== 'MemberExpression') return undefined
  const name = propertyName(node.callee) ?? ''
  const hasComparator = Array.isArray(node.arguments) && node.arguments.length > 0
  return orderOfSort.has(name) && !hasComparator ? `${name}() needs a comparator` : undefined
}

function propertyName(node: TreeNode): string | undefined {
  const { property } = node
  return node.computed !== true && isNode(property) && typeof property.name === 'string' ? property.name : undefined
}

/** The engine may wrap its typed arrays in a class; Kafka's state is plain data, so that it can be copied and hashed. */
function objectionToClass(node: TreeNode, layer: string): string | undefined {
  if (layer !== 'kafka') return undefined
  if (node.type !== 'ClassDeclaration' && node.type !== 'ClassExpression') return undefined
  return 'no class: state is plain data, handlers are functions'
}
