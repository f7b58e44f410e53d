import { OPTION_WORDS } from '../option-words.ts'

/** What there is to say of 4.3.1's options. */
export const OPTION_DESCRIPTIONS: Readonly<Record<string, string>> = {
  ...OPTION_WORDS,
  'release-version': 'Levels that a release begins with, 4.0 or 4.0-IV3.',
}
