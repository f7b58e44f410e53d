// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { loadMoreWords, setLanguage } from '../i18n/index.ts'
import { keepDefaultName } from './default-name.ts'
import { usePreferences } from './preferences-store.ts'
import { useSession } from './session-store.ts'

vi.mock('./session.ts', () => ({ renameCurrentRun: async (name: string) => useSession.setState({ name }) }))

beforeEach(async () => {
  usePreferences.getState().setPreferences({ language: 'en' })
  await setLanguage('en')
  await loadMoreWords()
  keepDefaultName()
})
afterEach(() => useSession.setState({ runId: null, name: '', story: null }))

test('a failure’s title as the name of its run goes along with the language, and a name that somebody gave does not', async () => {
  useSession.setState({ runId: 'a', name: 'The slow follower', story: 'slowFollower' })
  usePreferences.getState().setPreferences({ language: 'ko' })
  await vi.waitFor(() => expect(useSession.getState().name).toBe('느린 팔로워'))
  usePreferences.getState().setPreferences({ language: 'en' })
  await vi.waitFor(() => expect(useSession.getState().name).toBe('The slow follower'))

  useSession.setState({ runId: 'b', name: 'For Monday', story: 'slowFollower' })
  usePreferences.getState().setPreferences({ language: 'ko' })
  await new Promise((later) => setTimeout(later, 50))
  expect(useSession.getState().name).toBe('For Monday')
})
