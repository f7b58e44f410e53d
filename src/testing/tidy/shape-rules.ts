// Size, names and use of files.

import { type SourceFile, type Violation, walk } from './source-file.ts'

const longestFile = 400
const longestFunction = 70
/** A component's markup counts as its function's lines. */
const longestComponent = 110

export function checkFileSize(files: readonly SourceFile[]): Violation[] {
  return files.flatMap(({ path, text }) => {
    const lines = text.trimEnd().split('\n').length
    return lines > longestFile ? [{ path, line: 1, rule: `${lines} lines in one file (at most ${longestFile})` }] : []
  })
}

const functionNodes = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'])

/** Tests are exempt: the function around a `describe` is as long as its stories are many. */
export function checkFunctionSize(files: readonly SourceFile[]): Violation[] {
  const violations: Violation[] = []
  for (const file of files) {
    if (file.isTest) continue
    const limit = file.path.endsWith('.tsx') ? longestComponent : longestFunction
    walk(file.program, (node) => {
      if (!functionNodes.has(node.type)) return
      const line = file.lineOf(node.start)
      const lines = file.lineOf(node.end) - line + 1
      if (lines > limit)
        violations.push({ path: file.path, line, rule: `${lines} lines in one function (at most ${limit})` })
    })
  }
  return violations
}

const mostParameters = 5

/**
 * Where an object per call would cost what the engine measures, or where a signature is another's to give. Each says why;
 * the rule finds those that need no exception any more.
 */
export const MANY_PARAMETERS: ReadonlyMap<string, string> = new Map([
  ['src/kafka/broker/fetch.ts: readPartition', 'for each partition of each fetch'],
  ['src/kafka/broker/fetch.ts: updateFollower', 'for each partition of each fetch of a follower'],
  ['src/kafka/broker/partition.ts: recordFollowerFetch', 'for each partition of each fetch of a follower'],
  ['src/kafka/clients/producer/accumulator.ts: appendRecord', 'for each record'],
  ['src/kafka/network/network-client.ts: sendRequest', 'for each request'],
  ['src/kafka/network/network-client.ts: sendWholeRequest', 'for each fetch and each produce request'],
  ['src/view/kinds/producer/tray-painter.ts: text', 'many times a frame'],
  ['src/view/painting/sprites.ts: paintPill', 'many times a frame'],
])

interface FunctionParts {
  readonly params: readonly unknown[]
  readonly id?: { readonly name?: string } | null
  readonly init?: unknown
}

/** Tests are exempt: a row of a table is a parameter list. */
export function checkParameters(
  files: readonly SourceFile[],
  exceptions: ReadonlyMap<string, string> = MANY_PARAMETERS,
): Violation[] {
  const violations: Violation[] = []
  for (const file of files) {
    if (file.isTest) continue
    const unused = new Set([...exceptions.keys()].filter((key) => key.startsWith(`${file.path}: `)))
    const names = new Map<unknown, string>()
    walk(file.program, (node) => {
      const { params, id, init } = node as unknown as FunctionParts
      if (node.type === 'VariableDeclarator' && init && id?.name) names.set(init, id.name)
      if (!functionNodes.has(node.type) || params.length <= mostParameters) return
      const name = id?.name ?? names.get(node) ?? 'a function without a name'
      if (unused.delete(`${file.path}: ${name}`)) return
      const rule = `${params.length} parameters of ${name} (at most ${mostParameters})`
      violations.push({ path: file.path, line: file.lineOf(node.start), rule })
    })
    for (const key of unused) violations.push({ path: file.path, line: 1, rule: `no exception is needed for ${key}` })
  }
  return violations
}

const kebab = '[a-z0-9]+(-[a-z0-9]+)*'
/** What a version of Kafka is made of stands in a folder, and a file, of its name. */
const version = 'kafka-\\d+\\.\\d+'
const folderName = new RegExp(`^(${kebab}|${version})$`)
const scriptName = new RegExp(`^(${kebab}|${version})(\\.(test|worker|d))?\\.ts$`)
const componentName = /^([A-Z][A-Za-z0-9]*|main)(\.test)?\.tsx$/

export function checkNames(files: readonly SourceFile[]): Violation[] {
  return files.flatMap(({ path }) => {
    const folders = path.split('/')
    const name = folders.pop() ?? ''
    const rule = objectionToName(name) ?? (folders.every((each) => folderName.test(each)) ? undefined : kebabFolders)
    return rule === undefined ? [] : [{ path, line: 1, rule }]
  })
}

const kebabFolders = 'folders are named in kebab-case'

function objectionToName(name: string): string | undefined {
  if (name.endsWith('.tsx')) return componentName.test(name) ? undefined : 'components are named in PascalCase'
  return scriptName.test(name) ? undefined : 'files are named in kebab-case'
}

/** What nobody imports, because it is started by the browser, by Vitest or by a command. */
const isEntry = (path: string) =>
  path === 'src/main.tsx' ||
  path === 'src/embed/in-page/embed.ts' ||
  path === 'src/testing/dom-setup.ts' ||
  path === 'src/testing/dom-shared-setup.ts' ||
  path.startsWith('src/testing/cli/') ||
  path === 'src/testing/preview/main.tsx' ||
  /\.(test|worker|d)\.tsx?$/.test(path)

/** The whole simulator in one process, as the programs behind `npm run shell` and `npm run sim` start it. */
const inOneProcess = ['src/cli/model.ts', 'src/worker/simulator-parts.ts', 'src/worker/in-process.ts']

const isProduct = (path: string) => !path.startsWith('src/testing/') && !/\.(test|d)\.tsx?$/.test(path)

/**
 * A file of the product is used when a run gets to it: by imports, from the page, a worker or the simulator in one
 * process. A test is no user: what only tests reach stands in `src/testing` until something else does. There, one import
 * will do.
 */
export function checkDeadFiles(files: readonly SourceFile[]): Violation[] {
  const imported = new Set(files.flatMap((file) => file.imports.map((each) => each.target)))
  const reached = reachedFrom(
    files,
    files.map(({ path }) => path).filter((path) => isProduct(path) && (isEntry(path) || inOneProcess.includes(path))),
  )
  return files.flatMap(({ path }) => {
    const rule = isProduct(path)
      ? !reached.has(path) && 'no run gets to this file'
      : !imported.has(path) && !isEntry(path) && 'nothing imports this file'
    return rule === false ? [] : [{ path, line: 1, rule }]
  })
}

function reachedFrom(files: readonly SourceFile[], entries: readonly string[]): ReadonlySet<string> {
  const byPath = new Map(files.map((file) => [file.path, file]))
  const reached = new Set(entries)
  for (const path of reached) {
    // What is added to a set while it is gone through is gone through too.
    for (const { target } of byPath.get(path)?.imports ?? []) if (target !== undefined) reached.add(target)
  }
  return reached
}
