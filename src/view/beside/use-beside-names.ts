import { useT } from '../../i18n/index.ts'
import { useBeside } from '../../store/beside-store.ts'
import { eraNamed } from '../../store/other-runs.ts'
import { useSession } from '../../store/session-store.ts'
import { eraKey } from '../parts/era-key.ts'

/** What a value is called by that is the one's or the other's, in a word. */
export function useBesideNames(): { readonly here: string; readonly there: string } {
  const t = useT()
  const era = useBeside((state) => state.era)
  const here = eraNamed(useSession((state) => state.profile))
  if (era === null || here === undefined) return { here: t('beside.hereIs'), there: t('beside.thereIs') }
  return { here: t(`beside.era.short.${eraKey(here)}`), there: t(`beside.era.short.${eraKey(era)}`) }
}
