/** Which settings of a version a reader can see the effect of. */
import { settingsOfProfile } from '../../kafka/cluster/settings-of.ts'
import { profileOf } from '../../kafka/profile/registry.ts'

/** Only a class that is not there has an effect: what reporters report is nowhere on show. */
const UNSEEN: ReadonlySet<string> = new Set(['metric.reporters'])

/** Names of those on which something here acts, of whatever scope. */
export function settingsThatAct(era: string): ReadonlySet<string> {
  const scopes = Object.values(settingsOfProfile(profileOf(era)))
  const names = scopes.flatMap((scope) => Object.keys(scope).filter((name) => scope[name]?.hasEffect === true))
  return new Set(names.filter((name) => !UNSEEN.has(name)))
}
