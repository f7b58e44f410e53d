import { type KeyboardEvent, useMemo, useState } from 'react'
import { explainError } from '../../i18n/error-words.ts'
import { type MessageKey, useT } from '../../i18n/index.ts'
import { savingPaste, withoutComments } from '../../notes/block-files.ts'
import type { BlockPart } from '../../notes/kept-notes.ts'
import type { NotesBlock } from '../../notes/notes-model.ts'
import { useImageStore } from '../../store/image-store.ts'
import { useNotes } from '../../store/notes-store.ts'
import { CopyButton } from '../parts/CopyButton.tsx'
import { Icon } from '../parts/Icon.tsx'
import { BlockOutput, WaitsForTime } from './BlockOutput.tsx'
import { ExplainBlock } from './ExplainBlock.tsx'
import { useMeant } from './meant.ts'
import { usePartsOf, usePrintedBy } from './part-output.ts'
import { doErrands, type Errand, stopBlocks } from './run-blocks.ts'

interface NotesBlockProps {
  readonly index: number
  readonly blocks: readonly NotesBlock[]
}

/** A block with its buttons, and beneath it what it has done. */
export function NotesBlockView({ index, blocks }: NotesBlockProps) {
  const t = useT()
  const block = blocks[index]!
  const parts = usePartsOf(index)
  const number = index + 1
  const name = t(`notes.kind.${block.kind}`, { number })
  const isNext = useNotes(({ queue }) => queue[0] === index)
  const runs = parts.filter(({ deed }) => deed !== 'file')
  const [explained, setExplained] = useState(false)
  const failed = useHasFailed(runs)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of what belongs together, not a form's.
    <div
      className="notes-block"
      role="group"
      aria-label={name}
      data-kind={block.kind}
      data-index={index}
      onKeyDown={(event) => {
        if (!event.altKey || event.code !== 'KeyH' || block.pastes.length === 0) return
        event.preventDefault()
        setExplained(!explained)
      }}
    >
      <BlockText block={block} />
      <div className="notes-tools">
        {block.kind === 'shell' && <RunButtons index={index} blocks={blocks} parts={parts} />}
        {block.file !== null && <SaveButtons index={index} block={block} parts={parts} />}
        {block.pastes.length > 0 && (
          <button
            type="button"
            className="button quiet"
            aria-label={t('notes.explainBlock', { number })}
            aria-expanded={explained}
            onClick={() => setExplained(!explained)}
          >
            {t(failed ? 'terminal.explain.error' : 'terminal.explain.button')} <kbd>Alt+H</kbd>
          </button>
        )}
        <CopyButton textOf={() => block.text} label={t('notes.copyBlock', { number })} words={t('notes.copy')} />
      </div>
      {(block.kind === 'java' || block.kind === 'sql') && (
        <p className="notes-remark muted">{t(`notes.not.${block.kind}`)}</p>
      )}
      {block.kind === 'shell' && block.pastes.length === 0 && (
        <p className="notes-remark muted">{t('notes.noCommands')}</p>
      )}
      {parts.map((part) => (
        <BlockOutput
          key={`${part.deed} ${part.paste} ${part.terminal} ${part.from}`}
          part={part}
          label={t('notes.outputOf', { number })}
          alone={runs.length === 1 && isOneCommand(block)}
        />
      ))}
      {runs.length > 0 && <WhatWasMeant index={index} blocks={blocks} parts={runs} />}
      {explained && <ExplainBlock block={block} parts={runs} onClose={() => setExplained(false)} />}
      {isNext && <WaitsForTime />}
    </div>
  )
}

/** What it printed last says that something went wrong, in words that can be explained. */
function useHasFailed(parts: readonly BlockPart[]): boolean {
  const printed = usePrintedBy(parts)
  return useMemo(() => printed !== '' && explainError(printed) !== null, [printed])
}

/** Under a block that went wrong: what its author meant, to be run with one key. */
function WhatWasMeant({ index, blocks, parts }: NotesBlockProps & PartsProps) {
  const t = useT()
  const meant = useMeant(blocks, index, usePrintedBy(parts))
  if (meant === null) return null
  return (
    <div className="notes-meant">
      {meant.words.map((words) => (
        <p key={words} className="notes-hint">
          {words}
        </p>
      ))}
      <p>{t('terminal.offer.meant')}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and a keyboard must reach what is further right. */}
      <pre tabIndex={0}>{meant.text}</pre>
      <button
        type="button"
        className="button primary"
        aria-label={t('notes.runMeant', { number: index + 1 })}
        onClick={() => void doErrands([{ index, pastes: meant.pastes, deed: 'meant' }])}
      >
        <Icon name="play" size={12} /> {t('terminal.offer.run')}
      </button>
    </div>
  )
}

function isOneCommand({ pastes }: NotesBlock): boolean {
  const lines = pastes.flatMap((paste) => paste.lines)
  return pastes.length === 1 && lines.slice(0, -1).every((line) => line.endsWith('\\')) && pastes[0]!.input.length === 0
}

/** Lines that are not typed look like what they are. */
function BlockText({ block }: { readonly block: NotesBlock }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and a keyboard must reach what is further right.
    <pre className="notes-code" tabIndex={0}>
      <code>
        {block.roles.length === 0
          ? block.text
          : block.text.split('\n').map((line, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a text never change places.
              <span key={i} className={`is-${block.roles[i]}`}>
                {line}
                {'\n'}
              </span>
            ))}
      </code>
    </pre>
  )
}

interface PartsProps {
  readonly index: number
  readonly parts: readonly BlockPart[]
}

function RunButtons({ index, blocks, parts }: NotesBlockProps & PartsProps) {
  const t = useT()
  const number = index + 1
  const waiting = useNotes(({ queue }) => queue.includes(index))
  const running = useImageStore(({ image }) =>
    parts.some(({ terminal, to }) => to === null && (image.terminals.get(terminal)?.running ?? null) !== null),
  )
  const block = blocks[index]!
  const above = errandsAbove(blocks, index)
  const run = () => void doErrands([{ index, pastes: block.pastes, deed: 'run' }])
  return (
    <>
      <button
        type="button"
        className="button primary notes-run"
        aria-label={t('notes.runBlock', { number })}
        aria-keyshortcuts="Shift+Enter"
        disabled={block.pastes.length === 0}
        onClick={run}
        onKeyDown={(event) => onRunKey(event, run)}
      >
        <Icon name="play" size={12} /> {t('notes.run')}
      </button>
      {(waiting || running) && (
        <button
          type="button"
          className="button"
          aria-label={t('notes.stopBlock', { number })}
          onClick={() => void stopBlocks(index)}
        >
          {t('notes.stop')}
        </button>
      )}
      {above.length > 0 && (
        <button
          type="button"
          className="button quiet"
          aria-label={t('notes.runAboveBlock', { number, count: above.length })}
          onClick={() => void doErrands(above)}
        >
          {t('notes.runAbove')}
        </button>
      )}
      <span role="status" className="muted notes-state">
        {waiting ? t('notes.waiting') : ''}
      </span>
    </>
  )
}

/** As in notebooks: it runs, and the next one is at hand. */
function onRunKey(event: KeyboardEvent<HTMLButtonElement>, run: () => void): void {
  if (event.key !== 'Enter' || !event.shiftKey) return
  event.preventDefault()
  run()
  const buttons = [...document.querySelectorAll<HTMLButtonElement>('.notes-run:not(:disabled)')]
  buttons[buttons.indexOf(event.currentTarget) + 1]?.focus()
}

/** All that the blocks before this one do: their commands, and the files that these read. */
function errandsAbove(blocks: readonly NotesBlock[], index: number): readonly Errand[] {
  return blocks.slice(0, index).flatMap((block, i): Errand[] => {
    if (block.kind === 'shell')
      return block.pastes.length === 0 ? [] : [{ index: i, pastes: block.pastes, deed: 'run' }]
    return block.file === null ? [] : [{ index: i, pastes: [savingPaste(block.text, block.file)], deed: 'file' }]
  })
}

function SaveButtons({ index, block, parts }: PartsProps & { readonly block: NotesBlock }) {
  const t = useT()
  const { file, text, kind } = block
  if (file === null) return null
  const bare = kind === 'json' ? withoutComments(text) : null
  const saved = parts.some(({ deed, to }) => deed === 'file' && to !== null)
  const save = (what: string) => void doErrands([{ index, pastes: [savingPaste(what, file)], deed: 'file' }])
  const words: MessageKey = file.append ? 'notes.addTo' : 'notes.saveAs'
  return (
    <>
      <button type="button" className={bare === null ? 'button primary' : 'button'} onClick={() => save(text)}>
        <Icon name="file" size={12} /> {t(words, { name: file.name })}
      </button>
      {bare !== null && (
        <button type="button" className="button primary" onClick={() => save(bare)}>
          {t('notes.saveBare')}
        </button>
      )}
      <span role="status" className="ok notes-state">
        {saved ? t('notes.saved', { name: file.name }) : ''}
      </span>
      {bare !== null && <span className="notes-remark muted">{t('notes.commentInJson')}</span>}
    </>
  )
}
