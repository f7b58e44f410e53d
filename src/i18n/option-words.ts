/**
 * What is said of tools, their options, and what a shell knows. The engine says it in English, since a run is the same
 * whatever language its reader speaks; a Korean page shows it in Korean. Imported where words are explained, and never by
 * what a page needs at first.
 */
import { currentLanguage } from './index.ts'
import { KOREAN_ADMIN_OPTION_WORDS } from './korean-admin-option-words.ts'
import { KOREAN_HELP_WORDS } from './korean-help-words.ts'
import { KOREAN_OPTION_WORDS } from './korean-option-words.ts'
import { KOREAN_SERVER_OPTION_WORDS } from './korean-server-option-words.ts'
import { KOREAN_SHELL_WORDS } from './korean-shell-words.ts'
import { KOREAN_TOOL_WORDS } from './korean-tool-words.ts'

/** By the English sentence. */
export const KOREAN_WORDS: Readonly<Record<string, string>> = {
  ...KOREAN_OPTION_WORDS,
  ...KOREAN_ADMIN_OPTION_WORDS,
  ...KOREAN_SERVER_OPTION_WORDS,
  ...KOREAN_TOOL_WORDS,
  ...KOREAN_HELP_WORDS,
  ...KOREAN_SHELL_WORDS,
}

/** A sentence of the engine on an option, a tool or a word of the shell, in the page's language. */
export function optionWords(said: string): string {
  return currentLanguage() === 'en' ? said : (KOREAN_WORDS[said] ?? said)
}
