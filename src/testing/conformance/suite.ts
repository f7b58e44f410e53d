/** What a conformance suite reports. */
export interface SuiteResult {
  passed: number
  failed: number
  /** What the engine cannot play yet. Never counted as agreement. */
  skipped: number
  failures: string[]
}

export function emptyResult(): SuiteResult {
  return { passed: 0, failed: 0, skipped: 0, failures: [] }
}

/** Counts one comparison; `problem` is null when both agree. */
export function count(result: SuiteResult, name: string, problem: string | null): void {
  if (problem === null) {
    result.passed++
    return
  }
  result.failed++
  result.failures.push(`${name}: ${problem}`)
}

/** What a suite expects of its file, and did not find. */
export class BadTable extends Error {
  override readonly name = 'BadTable'
}

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

export function objectOf(json: Json | undefined, what: string): { readonly [key: string]: Json } {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw new BadTable(`${what} is not an object`)
  return json as { readonly [key: string]: Json }
}

export function listOf(json: Json | undefined, what: string): readonly Json[] {
  if (!Array.isArray(json)) throw new BadTable(`${what} is not a list`)
  return json as readonly Json[]
}

export function stringOf(json: Json | undefined, what: string): string {
  if (typeof json !== 'string') throw new BadTable(`${what} is not a string`)
  return json
}

export function numberOf(json: Json | undefined, what: string): number {
  if (typeof json !== 'number') throw new BadTable(`${what} is not a number`)
  return json
}

export function stringsOf(json: Json | undefined, what: string): readonly string[] {
  return listOf(json, what).map((item) => stringOf(item, what))
}
