import { useDeferredValue, useState } from 'react'
import { type Translate, useT } from '../../i18n/index.ts'
import { showWhatIf } from '../../store/beside.ts'
import { commandText } from '../../store/command-text.ts'
import { explain } from '../../store/engine.ts'
import { useImageStore } from '../../store/image-store.ts'
import { usePlaybackStore } from '../../store/playback-store.ts'
import { useSelectionStore } from '../../store/selection-store.ts'
import type { TimedHappening, TimelineMark } from '../../worker/port.ts'
import { Prose } from '../parts/Prose.tsx'
import { MarkShape } from '../timeline/MarkStrip.tsx'
import { happeningKind } from './happening-kind.ts'
import { happeningText } from './happening-text.ts'
import { InstantButton } from './InstantButton.tsx'
import { isAboutInternalTopic } from './news.ts'

type Filter = TimelineMark['kind'] | 'other' | 'all'
const filters: readonly Filter[] = ['all', 'fault', 'election', 'isr', 'rebalance', 'loss', 'command', 'other']

/** Rows drawn; more than a reader scrolls through, few enough to draw with every frame. */
const ROWS = 200

/** What happened, newest first, as sentences. Pressing one shows its causes; its time takes you there. */
export function EventList() {
  const t = useT()
  const [filter, setFilter] = useState<Filter>('all')
  const [words, setWords] = useState('')
  const happenings = useDeferredValue(useImageStore((state) => state.happenings))
  const [internal, setInternal] = useState(false)
  const rows = matching(happenings, { filter, internal, words: words.trim().toLowerCase() }, t)
  return (
    <div className="events">
      <div className="events-tools">
        <select
          aria-label={t('inspector.events.kind')}
          value={filter}
          onChange={(event) => setFilter(event.target.value as Filter)}
        >
          {filters.map((each) => (
            <option key={each} value={each}>
              {filterName(each, t)}
            </option>
          ))}
        </select>
        <input
          className="field"
          type="search"
          aria-label={t('inspector.events.search')}
          placeholder={t('inspector.events.search')}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
        <label className="events-internal">
          <input type="checkbox" checked={internal} onChange={(event) => setInternal(event.target.checked)} />{' '}
          {t('inspector.events.internal')}
        </label>
      </div>
      {rows.length === 0 ? (
        <p className="empty">{t(happenings.length === 0 ? 'inspector.events.none' : 'inspector.events.noMatch')}</p>
      ) : (
        <ol className="events-list">
          {rows.map((happening) => (
            <EventRow key={happening.id} happening={happening} />
          ))}
        </ol>
      )}
    </div>
  )
}

function EventRow({ happening }: { readonly happening: TimedHappening }) {
  const t = useT()
  const kind = happeningKind(happening.body)
  return (
    <li className="event">
      <InstantButton
        atUs={happening.atUs}
        className="event-time mono"
        title={(at) => t('inspector.events.goTo', { at })}
      />
      <button
        type="button"
        className="event-text"
        onClick={() => useSelectionStore.getState().select({ kind: 'happening', id: String(happening.id) })}
      >
        {kind === 'other' ? <span className="event-dot" /> : <MarkShape kind={kind} />}
        <Prose text={happeningText(happening.body, t)} />
      </button>
      {happening.causedBy === 0 && (kind === 'fault' || kind === 'command') && <WhatIfNot happening={happening} />}
    </li>
  )
}

/** Of what somebody did: a command led to it. Which one, is asked when the reader wants to know. */
function WhatIfNot({ happening }: { readonly happening: TimedHappening }) {
  const t = useT()
  const branchId = usePlaybackStore((state) => state.playback.branchId)
  const show = async () => {
    const { command, afterEvents } = await explain(happening.id)
    // A fault that nobody made has its reasons: the inspector tells them.
    if (command === null || afterEvents === undefined) {
      useSelectionStore.getState().select({ kind: 'happening', id: String(happening.id) })
      return
    }
    await showWhatIf({ branchId, afterEvents }, [], t('beside.nameWithout', { what: commandText(command, t) }))
  }
  return (
    <button type="button" className="event-what-if" onClick={() => void show()}>
      {t('beside.whatIfNot')}
    </button>
  )
}

function filterName(filter: Filter, t: Translate): string {
  if (filter === 'all' || filter === 'other') return t(`inspector.events.${filter}`)
  return t(`timeline.mark.${filter}`)
}

interface Wanted {
  readonly filter: Filter
  /** Kafka's own topics too. */
  readonly internal: boolean
  /** In lower case. */
  readonly words: string
}

/** Newest first. */
function matching(
  happenings: readonly TimedHappening[],
  { filter, internal, words }: Wanted,
  t: Translate,
): TimedHappening[] {
  const rows: TimedHappening[] = []
  for (let i = happenings.length - 1; i >= 0 && rows.length < ROWS; i--) {
    const happening = happenings[i]!
    if (!internal && isAboutInternalTopic(happening.body)) continue
    if (filter !== 'all' && happeningKind(happening.body) !== filter) continue
    if (words !== '' && !happeningText(happening.body, t).toLowerCase().includes(words)) continue
    rows.push(happening)
  }
  return rows
}
