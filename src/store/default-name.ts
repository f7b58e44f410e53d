/** The name that a run has until somebody gives it one, and which is in the language of the page. */
import { loadMoreWords, setLanguage, t } from '../i18n/index.ts'
import { failureIds } from '../scenarios/failures/failure-ids.ts'
import { usePreferences } from './preferences-store.ts'
import { renameCurrentRun } from './session.ts'
import { useSession } from './session-store.ts'

/** Of a failure story its title; else of a run that came by a link. */
export function defaultName(story: string | null): string {
  const failure = failureIds.find((id) => id === story)
  return failure === undefined ? t('app.runFromLink') : t(`failure.${failure}.title`)
}

let kept = false

/** From now on such a name is said anew in another language. */
export function keepDefaultName(): void {
  if (kept) return
  kept = true
  usePreferences.subscribe(({ language }, before) => {
    if (language !== before.language) void sayAnew(language)
  })
}

async function sayAnew(language: Parameters<typeof setLanguage>[0]): Promise<void> {
  const { runId, name, story } = useSession.getState()
  if (name !== defaultName(story)) return
  await setLanguage(language)
  await loadMoreWords()
  const now = useSession.getState()
  if (now.runId === runId && now.name === name) await renameCurrentRun(defaultName(story))
}
