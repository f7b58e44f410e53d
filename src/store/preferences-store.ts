/** The reader's own settings. They outlive the run; `main.tsx` ties them to storage. */
import { create } from 'zustand'
import type { QuestionId } from '../lessons/question-ids.ts'

export type Language = 'ko' | 'en'
export type Theme = 'light' | 'dark' | 'projector' | 'system'
export type DockTab = 'terminals' | 'events' | 'metrics' | 'disk'

export interface Preferences {
  readonly language: Language
  readonly theme: Theme
  /** `system` follows `prefers-reduced-motion`. */
  readonly motion: 'system' | 'reduced' | 'full'
  /** Null until the reader chooses: open where the window is high enough. */
  readonly dockOpen: boolean | null
  readonly dockTab: DockTab
  /** Null until the reader chooses: as high as what it shows needs. */
  readonly dockHeightPx: number | null
  /** The first minute's questions have been put away for good. */
  readonly invitationsDismissed: boolean
  /** Those whose outcome the reader has seen; they stay so. */
  readonly invitationsDone: readonly QuestionId[]
  /** Whether the picture stops at the first decisive moment of each kind. */
  readonly pauseAtBeats: boolean
  /** Kinds of decisive moments this reader has met. */
  readonly beatsMet: readonly string[]
}

export interface PreferencesState extends Preferences {
  /** Whether motion is reduced now, by choice or by the system's setting. */
  readonly reducedMotion: boolean
  setPreferences(change: Partial<Preferences>): void
}

/** Korean where the browser asks for it, else English. */
export function preferredLanguage(languages: readonly string[]): Language {
  const known = languages.map((tag) => tag.slice(0, 2).toLowerCase()).find((tag) => tag === 'ko' || tag === 'en')
  return known === 'ko' ? 'ko' : 'en'
}

export function defaultPreferences(): Preferences {
  return {
    language: preferredLanguage(browserLanguages()),
    theme: 'system',
    motion: 'system',
    dockOpen: null,
    dockTab: 'terminals',
    dockHeightPx: null,
    invitationsDismissed: false,
    invitationsDone: [],
    pauseAtBeats: true,
    beatsMet: [],
  }
}

export const usePreferences = create<PreferencesState>()((set) => ({
  ...defaultPreferences(),
  reducedMotion: systemReducesMotion(),
  setPreferences: (change) =>
    set((state) => {
      const motion = change.motion ?? state.motion
      return { ...change, reducedMotion: motion === 'system' ? systemReducesMotion() : motion === 'reduced' }
    }),
}))

/** The part that is stored. */
export function storedPreferences({ reducedMotion, setPreferences, ...stored }: PreferencesState): Preferences {
  return stored
}

function browserLanguages(): readonly string[] {
  return typeof navigator === 'undefined' ? [] : (navigator.languages ?? [navigator.language])
}

function systemReducesMotion(): boolean {
  return typeof matchMedia === 'function' && matchMedia('(prefers-reduced-motion: reduce)').matches
}
