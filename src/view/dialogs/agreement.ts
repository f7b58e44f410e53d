/** The figures that a run of `npm run conformance` wrote down, as the page shows them. */
import agreement from '../../../conformance/agreement.json'
import { comparedParts, missingThings } from '../../i18n/agreement-words.ts'
import type { Language } from '../../store/preferences-store.ts'

/** Outputs of one part, of one version. */
export interface Figures {
  readonly agreed: number
  /** That were compared. */
  readonly compared: number
  readonly notYet: number
}

export interface AgreementOfVersion {
  readonly profile: string
  /** By part. */
  readonly parts: ReadonlyMap<string, Figures>
  readonly total: Figures
  /** Names of what is missing for outputs that cannot be played yet. */
  readonly missing: readonly string[]
}

type Written = Readonly<
  Record<
    string,
    Readonly<
      Record<string, { readonly agreed: number; readonly disagreed: number; readonly notYet: Record<string, number> }>
    >
  >
>

/** What does not differ by version. */
const EVERY_VERSION = 'both'
const NOTHING: Figures = { agreed: 0, compared: 0, notYet: 0 }

/** The newest version first. */
export function agreementByVersion(written: Written = agreement.versions): AgreementOfVersion[] {
  return Object.keys(written)
    .filter((name) => name !== EVERY_VERSION)
    .sort((a, b) => Number(b.replace(/^\D*/, '')) - Number(a.replace(/^\D*/, '')))
    .map((profile) => ofVersion(profile, [written[profile] ?? {}, written[EVERY_VERSION] ?? {}]))
}

function ofVersion(profile: string, sources: readonly Written[string][]): AgreementOfVersion {
  const parts = new Map<string, Figures>()
  const missing = new Set<string>()
  let total = NOTHING
  for (const [name, { agreed, disagreed, notYet }] of sources.flatMap(Object.entries<Written[string][string]>)) {
    const figures = {
      agreed,
      compared: agreed + disagreed,
      notYet: Object.values(notYet).reduce((sum, outputs) => sum + outputs, 0),
    }
    const part = partOf(name)
    parts.set(part, plus(parts.get(part) ?? NOTHING, figures))
    total = plus(total, figures)
    for (const reason of Object.keys(notYet)) missing.add(reason)
  }
  return { profile, parts, total, missing: [...missing] }
}

function plus(a: Figures, b: Figures): Figures {
  return { agreed: a.agreed + b.agreed, compared: a.compared + b.compared, notYet: a.notYet + b.notYet }
}

/** The row that stands for it; a part without one stands for itself. */
export function partOf(name: string): string {
  return Object.keys(comparedParts).find((part) => name.startsWith(part)) ?? name
}

export function missingIn(reasons: readonly string[], language: Language): string[] {
  return [...new Set(reasons.map((reason) => thing(reason)?.[language] ?? reason))]
}

function thing(reason: string): Readonly<Record<Language, string>> | undefined {
  const name = Object.keys(missingThings).find((known) => reason === known || reason.startsWith(`${known}-`))
  return name === undefined ? undefined : missingThings[name]
}
