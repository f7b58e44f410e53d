// Who may not import each other: files, and the folders of the engine's layers.

import type { SourceFile, Violation } from './source-file.ts'

type Graph = Map<string, Map<string, { readonly path: string; readonly line: number }>>

/**
 * No two files need each other to be loaded, directly or by way of others. What is imported as a type alone does not
 * count: it is gone before anything is loaded.
 */
export function checkFileCycles(files: readonly SourceFile[]): Violation[] {
  const graph = graphOf(files, (path) => path)
  return cyclesOf(graph).map((cycle) => violationOf(graph, cycle, 'files that import each other'))
}

/** Neither do two folders of `src/kafka`: what is a folder of its own can be read by itself. */
export function checkFolderCycles(files: readonly SourceFile[]): Violation[] {
  const graph = graphOf(files, (path) => /^(src\/kafka\/[^/]+)\//.exec(path)?.[1])
  return cyclesOf(graph).map((cycle) => violationOf(graph, cycle, 'folders that import each other'))
}

/** Parts by the parts they import values of; files for which `partOf` is undefined are left out. */
function graphOf(files: readonly SourceFile[], partOf: (path: string) => string | undefined): Graph {
  const graph: Graph = new Map()
  for (const file of files) {
    const part = partOf(file.path)
    if (part === undefined || file.isTest) continue
    const imported = graph.get(part) ?? new Map()
    graph.set(part, imported)
    for (const each of file.imports) {
      const target = each.target === undefined || each.typeOnly ? undefined : partOf(each.target)
      if (target === undefined || target === part) continue
      if (!imported.has(target)) imported.set(target, { path: file.path, line: each.line })
    }
  }
  return graph
}

/** One cycle for each group of parts that all reach one another: the first way found from a part back to it. */
function cyclesOf(graph: Graph): string[][] {
  const cycles: string[][] = []
  const told = new Set<string>()
  for (const part of graph.keys()) {
    if (told.has(part)) continue
    const cycle = wayBack(graph, part)
    if (cycle === null) continue
    cycles.push(cycle)
    for (const each of cycle) told.add(each)
  }
  return cycles
}

function wayBack(graph: Graph, part: string): string[] | null {
  const cameFrom = new Map<string, string>()
  const open = [part]
  for (let at = open.shift(); at !== undefined; at = open.shift()) {
    for (const next of graph.get(at)?.keys() ?? []) {
      if (next === part) return wayTo(cameFrom, part, at)
      if (cameFrom.has(next)) continue
      cameFrom.set(next, at)
      open.push(next)
    }
  }
  return null
}

function wayTo(cameFrom: ReadonlyMap<string, string>, from: string, to: string): string[] {
  const way = [to]
  for (let at = to; at !== from; way.unshift(at)) at = cameFrom.get(at) ?? from
  return way
}

function violationOf(graph: Graph, cycle: readonly string[], what: string): Violation {
  const [first = '', second = first] = cycle
  const at = graph.get(first)?.get(second) ?? { path: first, line: 1 }
  return { ...at, rule: `${what}: ${[...cycle, first].join(' → ')}` }
}
