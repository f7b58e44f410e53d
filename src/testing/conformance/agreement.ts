/**
 * How much agreed with real Kafka, by version and part: `conformance/agreement.json`, which a run of `npm run conformance`
 * writes and the page about fidelity shows.
 */
import type { SuiteResult } from './suite.ts'

/** Outputs of one part. Every one is in exactly one of the three. */
export interface PartAgreement {
  readonly agreed: number
  readonly disagreed: number
  /** What is missing for those that cannot be played yet, and how many each keeps from being played. */
  readonly notYet: Readonly<Record<string, number>>
}

export interface Agreement {
  readonly engineVersion: string
  /** By profile, then by part; `both` has what does not differ by version. */
  readonly versions: Readonly<Record<string, Readonly<Record<string, PartAgreement>>>>
}

export const EVERY_VERSION = 'both'

export type Parts = Map<string, Map<string, { agreed: number; disagreed: number; notYet: Map<string, number> }>>

export function addPart(parts: Parts, version: string, part: string, result: SuiteResult): void {
  const ofVersion = parts.get(version) ?? new Map()
  const sum = ofVersion.get(part) ?? { agreed: 0, disagreed: 0, notYet: new Map<string, number>() }
  sum.agreed += result.passed
  sum.disagreed += result.failed
  for (const [reason, outputs] of result.reasons) sum.notYet.set(reason, (sum.notYet.get(reason) ?? 0) + outputs)
  ofVersion.set(part, sum)
  parts.set(version, ofVersion)
}

/** As the file is written: in order, whatever order the files were played in. */
export function agreementText(parts: Parts, engineVersion: string): string {
  const versions = inOrder(parts, (ofVersion) =>
    inOrder(
      ofVersion,
      ({ agreed, disagreed, notYet }): PartAgreement => ({
        agreed,
        disagreed,
        notYet: inOrder(notYet, (outputs) => outputs),
      }),
    ),
  )
  const agreement: Agreement = { engineVersion, versions }
  return `${JSON.stringify(agreement, null, 2)}\n`
}

function inOrder<From, To>(map: ReadonlyMap<string, From>, of: (value: From) => To): Record<string, To> {
  const rows = [...map].sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(rows.map(([key, value]) => [key, of(value)]))
}
