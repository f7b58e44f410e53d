/** Preferences to and from storage and the address. What stands there is checked before it is believed. */
import { questionIds } from '../lessons/question-ids.ts'
import type { Storage } from '../persistence/index.ts'
import { type DockTab, type Preferences, storedPreferences, usePreferences } from './preferences-store.ts'

const dockTabs: readonly DockTab[] = ['terminals', 'events', 'metrics', 'disk']
const KEY = 'preferences'
/** More than there are kinds of. */
const MOST_BEATS = 100

/** Takes over what is stored, and from then on stores every change. */
export async function rememberPreferences(storage: Storage): Promise<void> {
  const stored = await storage.getPreference(KEY).catch(() => null)
  usePreferences.getState().setPreferences(readPreferences(stored))
  usePreferences.subscribe((state) => {
    storage.setPreference(KEY, storedPreferences(state)).catch(() => undefined)
  })
}

/** The fields that are what they should be; the others keep their defaults. */
export function readPreferences(value: unknown): Partial<Preferences> {
  if (typeof value !== 'object' || value === null) return {}
  const stored = value as Readonly<Record<string, unknown>>
  const read: { -readonly [Key in keyof Preferences]?: Preferences[Key] } = {}
  const {
    language,
    theme,
    motion,
    dockTab,
    dockOpen,
    dockHeightPx,
    invitationsDismissed,
    invitationsDone,
    pauseAtBeats,
    beatsMet,
  } = stored
  if (language === 'ko' || language === 'en') read.language = language
  if (theme === 'light' || theme === 'dark' || theme === 'projector' || theme === 'system') read.theme = theme
  if (motion === 'system' || motion === 'reduced' || motion === 'full') read.motion = motion
  if (dockTabs.some((tab) => tab === dockTab)) read.dockTab = dockTab as DockTab
  if (typeof dockOpen === 'boolean') read.dockOpen = dockOpen
  if (typeof dockHeightPx === 'number' && dockHeightPx >= 72 && dockHeightPx <= 2_000) read.dockHeightPx = dockHeightPx
  if (typeof invitationsDismissed === 'boolean') read.invitationsDismissed = invitationsDismissed
  if (typeof pauseAtBeats === 'boolean') read.pauseAtBeats = pauseAtBeats
  if (Array.isArray(beatsMet)) read.beatsMet = beatsMet.filter((kind) => typeof kind === 'string').slice(0, MOST_BEATS)
  if (Array.isArray(invitationsDone)) read.invitationsDone = questionIds.filter((id) => invitationsDone.includes(id))
  return read
}

/** What the address may say, for links and embeds: `?lang=ko&theme=projector&motion=reduced&pauses=off`. */
export function preferencesFromAddress(address: URLSearchParams): Partial<Preferences> {
  return readPreferences({
    language: address.get('lang'),
    theme: address.get('theme'),
    motion: address.get('motion'),
    pauseAtBeats: address.get('pauses') === 'off' ? false : undefined,
  })
}
