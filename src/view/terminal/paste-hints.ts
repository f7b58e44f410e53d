/** Explains slips beside what the shell makes of them, each when its line is read. */
import { type Hint, hintsOfPaste } from '../../cli/hints.ts'
import { t } from '../../i18n/index.ts'
import { useImageStore } from '../../store/image-store.ts'
import { writeLocally } from '../../store/terminals-store.ts'

/** By terminal: ends the watch over what was typed there before. */
const watches = new Map<string, () => void>()

/** Watches what becomes of lines that are about to be typed into a terminal, until all are read or others are typed. */
export function explainSlipsIn(name: string, lines: readonly string[]): void {
  watches.get(name)?.()
  const from = terminalOf(name)?.outputLength ?? 0
  let told = 0
  const look = () => {
    const terminal = terminalOf(name)
    const { output = '', outputLength = 0 } = terminal ?? {}
    const begins = outputLength - output.length
    // Gone back in time, or so much was printed since that the lines are out of sight.
    if (outputLength < from || begins > from) return end()
    const { hints: all, read } = hintsOfPaste(lines, output.slice(from - begins))
    const hints = all.filter(({ kind }) => kind !== 'removedOption' || !hasRemovedOptions())
    for (const hint of hints.slice(told)) writeLocally(name, `# ${hintText(hint)}\n`)
    told = hints.length
    if (read === lines.length) end()
  }
  const forget = useImageStore.subscribe((state, before) => {
    if (state.image.terminals !== before.image.terminals) look()
  })
  const end = () => {
    forget()
    watches.delete(name)
  }
  watches.set(name, end)
}

/** Tools of the time in which clusters were kept in ZooKeeper still take what later ones do not. */
function hasRemovedOptions(): boolean {
  return useImageStore.getState().image.zookeepers.size > 0
}

function terminalOf(name: string) {
  return useImageStore.getState().image.terminals.get(name)
}

function hintText(hint: Hint): string {
  switch (hint.kind) {
    case 'longDash':
      return t('terminal.hint.longDash', { word: hint.word, meant: hint.meant })
    case 'curlyQuote':
      return t('terminal.hint.curlyQuote', { word: hint.word })
    case 'optionAlone':
      return t('terminal.hint.optionAlone', { word: hint.word })
    case 'pastedPrompt':
      return t(hint.where === 'shell' ? 'terminal.hint.promptInShell' : 'terminal.hint.promptInProducer')
    case 'removedOption':
      return t('terminal.hint.removedOption', { word: hint.word, instead: hint.instead })
    case 'commentAfterBackslash':
      return t('terminal.hint.commentAfterBackslash')
    case 'codeFence':
      return t('terminal.hint.codeFence')
    case 'pastedOutput':
      return t('terminal.hint.pastedOutput')
  }
}
