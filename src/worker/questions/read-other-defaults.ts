import { type KnownSettings, type SettingScope, settingsOfProfile } from '../../kafka/cluster/settings-of.ts'
import { hasProfile, profileOf } from '../../kafka/profile/registry.ts'
import { settingsThatAct } from '../history/settings-that-act.ts'
import type { QuickQuestion } from './question.ts'

/** What a setting is by default in the version on show and in another. */
interface ReadOtherDefaults {
  readonly type: 'readOtherDefaults'
  readonly era: string
}

interface OtherDefaults {
  readonly type: 'otherDefaults'
  readonly defaults: readonly OtherDefault[]
}

export interface OtherDefault {
  readonly scope: SettingScope
  readonly name: string
  readonly here: string
  readonly there: string
}

const SCOPES: readonly SettingScope[] = ['producer', 'consumer', 'topic', 'broker']

/** Those that both versions have, something here acts on, and have another default; none while the other is not there. */
export const readOtherDefaults: QuickQuestion<ReadOtherDefaults, OtherDefaults> = {
  answer: ({ parts, timeline }, { era }) => {
    const here = parts.settingsOf?.(timeline.world)
    const defaults =
      here === undefined || !hasProfile(era)
        ? []
        : differing(here, settingsOfProfile(profileOf(era)), settingsThatAct(era))
    return { type: 'otherDefaults', defaults }
  },
}

function differing(here: KnownSettings, there: KnownSettings, acting: ReadonlySet<string>): OtherDefault[] {
  return SCOPES.flatMap((scope) =>
    Object.entries(here[scope]).flatMap(([name, mine]) => {
      const theirs = there[scope][name]
      if (theirs === undefined || !mine.hasEffect || !acting.has(name)) return []
      if (mine.defaultValue === theirs.defaultValue) return []
      return [{ scope, name, here: mine.defaultValue, there: theirs.defaultValue }]
    }),
  )
}
