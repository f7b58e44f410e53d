import type { Translate } from '../../i18n/index.ts'
import { eraKey } from './era-key.ts'

/** What a version is called, with who keeps its metadata. */
export function eraName(profile: string, t: Translate): string {
  return t(`app.profile.${eraKey(profile)}`)
}
