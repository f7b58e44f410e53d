/** What a conformance suite reports. Every output of a table or recording is in exactly one of the four counts. */
export interface SuiteResult {
  passed: number
  failed: number
  /** What the engine cannot play yet, by the reason. Never counted as agreement. */
  skipped: number
  /** What only a version of Kafka does that no profile here plays. Never counted as agreement. */
  otherEra: number
  /** Of `passed`: what no missing feature touches, so that it must stay. The floor counts these. */
  held: number
  failures: string[]
  /** How many outputs were skipped for what. */
  readonly reasons: Map<string, number>
  /** How many of `failed` are touched by a feature that is missing: the others are defects. */
  readonly outstanding: Map<string, number>
}

export function emptyResult(): SuiteResult {
  return {
    passed: 0,
    failed: 0,
    skipped: 0,
    otherEra: 0,
    held: 0,
    failures: [],
    reasons: new Map(),
    outstanding: new Map(),
  }
}

/** Counts one comparison; `problem` is null when both agree. `touchedBy`: a missing feature it depends on. */
export function count(
  result: SuiteResult,
  name: string,
  problem: string | null,
  touchedBy: string | null = null,
): void {
  if (problem === null) {
    result.passed++
    if (touchedBy === null) result.held++
    return
  }
  result.failed++
  if (touchedBy !== null) addTo(result.outstanding, touchedBy, 1)
  result.failures.push(`${name}: ${problem}${touchedBy === null ? '' : ` [${touchedBy}]`}`)
}

/** Counts outputs that cannot be played, and why. */
export function skip(result: SuiteResult, reason: string, outputs = 1): void {
  if (outputs === 0) return
  result.skipped += outputs
  addTo(result.reasons, reason, outputs)
}

/** Adds the counts of `more` to `total`. */
export function addResult(total: SuiteResult, more: SuiteResult): void {
  total.passed += more.passed
  total.failed += more.failed
  total.skipped += more.skipped
  total.otherEra += more.otherEra
  total.held += more.held
  for (const [reason, outputs] of more.reasons) addTo(total.reasons, reason, outputs)
  for (const [feature, outputs] of more.outstanding) addTo(total.outstanding, feature, outputs)
}

function addTo(counts: Map<string, number>, key: string, more: number): void {
  counts.set(key, (counts.get(key) ?? 0) + more)
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
