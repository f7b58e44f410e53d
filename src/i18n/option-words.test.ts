import { afterEach, expect, test } from 'vitest'
import '../testing/every-version.ts'
import { SHELL_WORDS } from '../cli/shell/shell-words.ts'
import { profileNames } from '../kafka/profile/registry.ts'
import { TOOL_WORDS } from '../kafka/profile/tool-words.ts'
import { saidHelp, saidOptions } from '../testing/said-options.ts'
import { setLanguage } from './index.ts'
import { KOREAN_WORDS, optionWords } from './option-words.ts'

afterEach(() => setLanguage('en'))

const SAID: ReadonlySet<string> = new Set([
  ...profileNames().flatMap((profile) => saidOptions(profile).map(({ words }) => words)),
  ...profileNames().flatMap(saidHelp),
  ...Object.values(TOOL_WORDS),
  ...Object.values(SHELL_WORDS),
])

test('whatever is said of an option, a tool or a word of the shell is said in Korean too', () => {
  expect([...SAID].filter((said) => !/[가-힣]/.test(KOREAN_WORDS[said] ?? ''))).toEqual([])
})

test('there is no Korean for what nobody says', () => {
  expect(Object.keys(KOREAN_WORDS).filter((said) => !SAID.has(said))).toEqual([])
})

test('values, settings and options are the same in both', () => {
  const names = (text: string) => new Set(text.match(/--[a-z-]+\w|\w\w+(?:[._]\w+)+|\b\d+\b/g))
  const missing = Object.entries(KOREAN_WORDS).flatMap(([said, korean]) =>
    [...names(said)].filter((name) => !korean.includes(name)).map((name) => `${name}: ${korean}`),
  )
  expect(missing).toEqual([])
})

test('a page shows the sentence in its language, and what it does not know as it stands', async () => {
  expect(optionWords('Create the topic.')).toBe('Create the topic.')
  await setLanguage('ko')
  expect(optionWords('Create the topic.')).toBe('토픽을 만듭니다.')
  expect(optionWords('of a toy')).toBe('of a toy')
})
