// What the house rules look at: each source file, parsed once.

import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseSync } from 'vite'

/** A node of the ESTree (with TypeScript's additions), as far as the rules need to know it. */
export interface TreeNode {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [key: string]: unknown
}

export interface Import {
  /** As written: `./log.ts`, `react`. */
  readonly specifier: string
  /** From the root of the project, or undefined for a package: `src/kafka/log/log.ts`. */
  readonly target: string | undefined
  /** The package's name, or undefined for a file of ours: `@xterm/xterm`. */
  readonly packageName: string | undefined
  readonly typeOnly: boolean
  readonly line: number
}

export interface SourceFile {
  /** From the root of the project: `src/kafka/log/log.ts`. */
  readonly path: string
  readonly text: string
  readonly program: TreeNode
  readonly imports: readonly Import[]
  readonly isTest: boolean
  lineOf(offset: number): number
}

export interface Violation {
  readonly path: string
  readonly line: number
  readonly rule: string
}

export function readSources(directory: string): SourceFile[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .map((name) => join(directory, name).replaceAll('\\', '/'))
    .filter((path) => /\.tsx?$/.test(path))
    .sort()
    .map((path) => parseSource(path, readFileSync(path, 'utf8')))
}

export function parseSource(path: string, text: string): SourceFile {
  const { program, errors } = parseSync(path, text)
  const fault = errors[0]
  if (fault !== undefined) throw new Error(`${path}: ${fault.message}`)
  const tree = program as unknown as TreeNode
  const lineStarts = [0, ...[...text.matchAll(/\n/g)].map((match) => match.index + 1)]
  const lineOf = (offset: number) => lineStarts.filter((start) => start <= offset).length
  const imports = importsOf(tree).map((found) => locateImport(path, found, lineOf))
  return { path, text, program: tree, imports, isTest: /\.test\.tsx?$/.test(path), lineOf }
}

/** Calls `see` for the node and everything below it, parents first. */
export function walk(node: TreeNode, see: (node: TreeNode, parent: TreeNode | undefined) => void, parent?: TreeNode) {
  see(node, parent)
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isNode(child)) walk(child, see, node)
    }
  }
}

export function isNode(value: unknown): value is TreeNode {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value
}

interface FoundImport {
  readonly specifier: string
  readonly typeOnly: boolean
  readonly start: number
}

function importsOf(program: TreeNode): FoundImport[] {
  const found: FoundImport[] = []
  walk(program, (node) => {
    if (!importingNodes.has(node.type) || !isNode(node.source) || typeof node.source.value !== 'string') return
    found.push({ specifier: node.source.value, typeOnly: isTypeOnly(node), start: node.start })
  })
  return found
}

const importingNodes = new Set([
  'ImportDeclaration',
  'ExportNamedDeclaration',
  'ExportAllDeclaration',
  'ImportExpression',
  'TSImportType',
])

function isTypeOnly(node: TreeNode): boolean {
  if (node.type === 'TSImportType' || node.importKind === 'type' || node.exportKind === 'type') return true
  const specifiers = (node.specifiers ?? []) as readonly TreeNode[]
  return specifiers.length > 0 && specifiers.every((each) => each.importKind === 'type' || each.exportKind === 'type')
}

function locateImport(path: string, found: FoundImport, lineOf: (offset: number) => number): Import {
  const { specifier, typeOnly } = found
  const line = lineOf(found.start)
  if (specifier.startsWith('.')) {
    const target = join(dirname(path), specifier.replace(/\?.*$/, '')).replaceAll('\\', '/')
    return { specifier, target, packageName: undefined, typeOnly, line }
  }
  const [scope = '', name] = specifier.split('/')
  return {
    specifier,
    target: undefined,
    packageName: scope.startsWith('@') ? `${scope}/${name}` : scope,
    typeOnly,
    line,
  }
}
