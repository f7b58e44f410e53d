import type { Hint } from '../../cli/hints.ts'
import { t } from '../../i18n/index.ts'

/** What went wrong, in the reader's language, as one line. */
export function hintText(hint: Hint): string {
  switch (hint.kind) {
    case 'longDash':
      return t('terminal.hint.longDash', { word: hint.word, meant: hint.meant })
    case 'curlyQuote':
      return t('terminal.hint.curlyQuote', { word: hint.word })
    case 'optionAlone':
      return t('terminal.hint.optionAlone', { word: hint.word })
    case 'pastedPrompt':
      return t(hint.where === 'shell' ? 'terminal.hint.promptInShell' : 'terminal.hint.promptInProducer')
    case 'blankAfterBackslash':
      return t('terminal.hint.blankAfterBackslash')
    case 'oddBlank':
      return t('terminal.hint.oddBlank')
    case 'fullWidth':
      return t('terminal.hint.fullWidth', { word: hint.word, meant: hint.meant })
    case 'shellPrompt':
      return t('terminal.hint.shellPrompt', { word: hint.word })
    case 'otherVersion':
      return t('terminal.hint.otherVersion', { word: hint.word, instead: hint.instead, version: hint.version })
    case 'misspeltOption':
      return t('terminal.hint.misspeltOption', { word: hint.word, meant: hint.meant })
    case 'misspeltCommand':
      return t('terminal.hint.misspeltCommand', { word: hint.word, meant: hint.meant })
    case 'topicLeft':
    case 'groupLeft':
      return t(`terminal.hint.${hint.kind}`, { word: hint.word })
    case 'commentAfterBackslash':
      return t('terminal.hint.commentAfterBackslash')
    case 'codeFence':
      return t('terminal.hint.codeFence')
    case 'pastedOutput':
      return t('terminal.hint.pastedOutput')
  }
}
