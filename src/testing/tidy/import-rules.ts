// Who may import whom (ARCHITECTURE.md, "Layout").

import type { Import, SourceFile, Violation } from './source-file.ts'

/** Each layer may reach the layers of a smaller rank, and itself. */
const ranks: Readonly<Record<string, number>> = {
  engine: 0,
  kafka: 1,
  cli: 2,
  scenarios: 2,
  lessons: 3,
  notes: 3,
  worker: 4,
  store: 5,
  view: 6,
  embed: 7,
  main: 8,
}

/** Beside the ranks: who may use what is kept, and the words for it. */
const usersOf: Readonly<Record<string, readonly string[]>> = {
  persistence: ['worker', 'store', 'main'],
  i18n: ['lessons', 'worker', 'store', 'view', 'embed', 'main'],
}

/** The layers that must run alike everywhere name the packages they trust. The others are free. */
const packagesOf: Readonly<Record<string, readonly string[]>> = {
  engine: [],
  kafka: ['pako', '@marcbachmann/cel-js'],
  scenarios: [],
  i18n: ['react'],
  cli: ['unbash'],
  lessons: [],
  notes: ['downdoc', 'markdown-it', 'markdown-it-cjk-friendly'],
  persistence: ['idb', 'fflate'],
}

const isPageLayer = (layer: string) => layer === 'store' || layer === 'view' || layer === 'embed'

export function checkImports(files: readonly SourceFile[], exists: (path: string) => boolean): Violation[] {
  return files.flatMap((file) =>
    file.imports.flatMap((each) => {
      const rule = each.target !== undefined && !exists(each.target) ? missing(each) : objection(file, each)
      return rule === undefined ? [] : [{ path: file.path, line: each.line, rule }]
    }),
  )
}

/** `src/kafka/log/log.ts` is of the layer `kafka`, `src/main.tsx` of `main`. */
export function layerOf(path: string): string {
  return /^src\/([^/.]+)/.exec(path)?.[1] ?? ''
}

function missing(each: Import): string {
  return `there is no file ${each.specifier} (imports name the file with its ending)`
}

/** Tests may import anything: they are not part of the product. */
function objection(file: SourceFile, each: Import): string | undefined {
  const from = layerOf(file.path)
  if (file.isTest || from === 'testing') return undefined
  if (each.packageName !== undefined) return objectionToPackage(from, each.packageName)
  if (each.target === undefined || !/\.tsx?$/.test(each.target)) return undefined

  const version = objectionToVersion(file.path, each.target)
  if (version !== undefined) return version

  const to = layerOf(each.target)
  if (from === to) return undefined
  if (to === 'testing') return 'only tests may import src/testing'
  if (from === 'i18n') return 'i18n imports nothing outside itself'
  if (from === 'persistence') return objectionOfPersistence(each.target, each.typeOnly)
  if (to in usersOf) return usersOf[to]?.includes(from) ? undefined : `${from} must not import ${to}`

  const [fromRank, toRank] = [ranks[from], ranks[to]]
  if (fromRank === undefined || toRank === undefined) return `unknown layer: ${fromRank === undefined ? from : to}`
  if (toRank >= fromRank) return `${from} must not import ${to}`
  if (isPageLayer(from) && to === 'kafka') return objectionOfPage(from, each.target, each.typeOnly)
  return undefined
}

/** `kafka/profile/kafka-4/` and its like: what a version is made of, known to itself and to the registries. */
function objectionToVersion(path: string, target: string): string | undefined {
  const folder = /^src\/kafka\/profile\/[^/]+\//.exec(target)?.[0]
  if (folder === undefined || path.startsWith(folder)) return undefined
  return /^src\/kafka\/profile\/((tool-|properties-|fetched-|container-)?registry|default-version)\.ts$/.test(path)
    ? undefined
    : 'ask the profile, not its version'
}

function objectionToPackage(from: string, packageName: string): string | undefined {
  const trusted = packagesOf[from]
  return trusted === undefined || trusted.includes(packageName) ? undefined : `${from} must not use ${packageName}`
}

function objectionOfPersistence(target: string, typeOnly: boolean): string | undefined {
  const known = /^src\/(engine|worker)\/|^src\/kafka\/cluster\/commands\.ts$/.test(target)
  if (!known) return 'persistence knows only engine, worker and kafka/cluster/commands'
  return typeOnly ? undefined : 'persistence imports only types'
}

function objectionOfPage(from: string, target: string, typeOnly: boolean): string | undefined {
  if (
    /^src\/kafka\/(observe\/(cluster-image\.ts$|happenings\.ts$|stories\/)|cluster\/commands\.ts$|common\/)/.test(
      target,
    )
  )
    return undefined
  if (typeOnly && target.startsWith('src/kafka/protocol/')) return undefined
  return `${from} takes from kafka only cluster-image, commands, happenings, stories, common and the types of protocol`
}
