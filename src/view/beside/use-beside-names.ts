import { useT } from '../../i18n/index.ts'
import type { Era } from '../../scenarios/index.ts'
import { useBeside } from '../../store/beside-store.ts'
import { eraNamed } from '../../store/other-runs.ts'
import { useSession } from '../../store/session-store.ts'
import { eraKey } from '../parts/era-key.ts'

/** The versions that stand side by side; null where two branches do. */
export function useErasBeside(): { readonly here: Era; readonly there: Era } | null {
  const there = useBeside((state) => state.era)
  const here = eraNamed(useSession((state) => state.profile))
  return there === null || here === undefined ? null : { here, there }
}

export interface BesideNames {
  readonly here: string
  readonly there: string
}

/** What a value is called by that is the one's or the other's, in a word. */
export function useBesideNames(): BesideNames {
  const t = useT()
  const eras = useErasBeside()
  if (eras === null) return { here: t('beside.hereIs'), there: t('beside.thereIs') }
  return { here: t(`beside.era.short.${eraKey(eras.here)}`), there: t(`beside.era.short.${eraKey(eras.there)}`) }
}
