import type { ReactNode } from 'react'
import type { CommandPart } from '../../cli/command-reading/explain-command.ts'
import { explainError } from '../../i18n/error-words.ts'
import { type Translate, useT } from '../../i18n/index.ts'
import { optionWords } from '../../i18n/option-words.ts'
import { Icon } from '../parts/Icon.tsx'
import type { Explained } from './explained.ts'
import './terminal-help.css'

/** Each part of a command in words, and the error that it ended with. */
export function ExplainPanel({
  explained,
  onClose,
  children,
}: {
  readonly explained: Explained
  readonly onClose: () => void
  readonly children?: ReactNode
}) {
  const t = useT()
  const error = explained.printed === '' ? null : explainError(explained.printed)
  const parts = explained.commands.flat()
  return (
    <section
      className="terminal-explain"
      aria-label={t('terminal.explain.label')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onClose()
      }}
    >
      <button
        type="button"
        className="dock-icon"
        aria-label={t('terminal.explain.close')}
        title={t('terminal.explain.close')}
        onClick={onClose}
      >
        <Icon name="close" size={13} />
      </button>
      <div role="status">
        {error !== null && (
          <div className="terminal-error-words">
            <code>{error.line}</code>
            <p>{error.words}</p>
            {error.command !== null && (
              <p>
                {t('terminal.explain.try')} <code>{error.command}</code>
              </p>
            )}
          </div>
        )}
        {parts.length === 0 && error === null && <p>{t('terminal.explain.nothing')}</p>}
        <dl>
          {parts.map((part, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same word may stand twice, and the list is made anew each time.
            <div key={index}>
              <dt>
                <code>{part.text}</code>
              </dt>
              <dd>{wordsOf(part, t)}</dd>
            </div>
          ))}
        </dl>
      </div>
      {children}
    </section>
  )
}

function wordsOf(part: CommandPart, t: Translate): string {
  const about = part.about === '' ? '' : optionWords(part.about)
  const { name } = part
  switch (part.role) {
    case 'option':
      return part.defaultValue === null
        ? about
        : `${about} ${t('terminal.explain.default', { value: part.defaultValue })}`
    case 'value':
      return t('terminal.explain.value', { option: name })
    case 'assignment':
      return t('terminal.explain.assignment')
    case 'unknownOption':
      return t('terminal.explain.unknownOption')
    case 'ignoredWord':
      return t('terminal.explain.ignoredWord')
    case 'refusedWord':
      return t('terminal.explain.refusedWord')
    case 'unknownProgram':
      return t('terminal.explain.unknownProgram')
    case 'comment':
      return t('terminal.explain.comment')
    case 'word':
      return t('terminal.explain.word')
    default:
      return about === '' ? t('terminal.explain.program') : about
  }
}
