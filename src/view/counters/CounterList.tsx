import { useEffect, useState } from 'react'
import { type Translate, useT } from '../../i18n/index.ts'
import { askAbout } from '../../store/engine.ts'
import { useImageStore } from '../../store/image-store.ts'
import { useSelectionStore } from '../../store/selection-store.ts'
import type { AnswerTo } from '../../worker/questions/registry.ts'
import { InstantButton } from '../panels/InstantButton.tsx'
import './counters.css'

type Listed = AnswerTo<'listCounted'>
type Entry = Listed['entries'][number]
export type Counted = 'acknowledged' | 'lost' | 'duplicated' | 'outOfOrder'

/** What stands behind a counter: each with where, when (press it to be there) and why. */
export function CounterList({ counted, close }: { readonly counted: Counted; readonly close: () => void }) {
  const t = useT()
  const count = useImageStore((state) => state.image.counters.get('counters')?.[counted] ?? 0)
  const listed = useListed(counted, count)
  return (
    <div className="counted">
      <p className="counted-intro">{t(`counters.${counted}.intro`)}</p>
      {listed === null && <p className="muted">{t('counters.loading')}</p>}
      {listed !== null && listed.entries.length === 0 && listed.more === 0 && (
        <p className="muted">{t(`counters.${counted}.none`)}</p>
      )}
      {listed !== null && listed.entries.length > 0 && (
        <ol className="counted-list">
          {listed.entries.map((entry) => (
            <EntryRow
              key={`${entry.topicPartition} ${entry.broker} ${entry.fromOffset} ${entry.atUs} ${entry.happeningId}`}
              entry={entry}
              close={close}
            />
          ))}
        </ol>
      )}
      {listed !== null && listed.more > 0 && (
        <p className="muted">{t('counters.more', { count: listed.more.toLocaleString('en-US') })}</p>
      )}
    </div>
  )
}

function EntryRow({ entry, close }: { readonly entry: Entry; readonly close: () => void }) {
  const t = useT()
  const acks = useImageStore((state) => state.image.producers.get(entry.producer ?? '')?.config.acks)
  const select = (kind: string, id: string, offset?: number) => {
    close()
    useSelectionStore.getState().select({ kind, id, ...(offset === undefined ? {} : { offset }) })
  }
  return (
    <li>
      <span>
        <button
          type="button"
          className="link-button counted-where"
          onClick={() => select('replica', `${entry.topicPartition}@${entry.broker}`)}
        >
          {whereText(entry, t)}
        </button>
      </span>
      <span className="counted-why">{whyText(entry, acks, t)}</span>
      <span className="counted-head">
        {entry.atUs >= 0 && (
          <InstantButton atUs={entry.atUs} className="link-button mono" title={(at) => t('counters.when', { at })} />
        )}
        {entry.happeningId > 0 && (
          <button type="button" className="link-button" onClick={() => select('happening', String(entry.happeningId))}>
            {t('inspector.why')}
          </button>
        )}
      </span>
    </li>
  )
}

function whereText({ topicPartition, fromOffset, toOffset, broker, records }: Entry, t: Translate): string {
  const offsets = toOffset - fromOffset > 1 ? `${fromOffset}–${toOffset - 1}` : `${fromOffset}`
  const parts = [topicPartition]
  if (fromOffset >= 0) parts.push(t('counters.offsets', { offsets }))
  if (broker >= 0) parts.push(t('counters.broker', { broker }))
  if (records > 1) parts.push(t('counters.records', { records }))
  return parts.join(' · ')
}

function whyText({ why, broker, ...entry }: Entry, acks: string | undefined, t: Translate): string {
  const producer = entry.producer ?? '?'
  switch (why.type) {
    case 'acknowledged':
      if (!why.answered) return t(entry.fromOffset < 0 ? 'counters.acks0Nowhere' : 'counters.acks0', { producer })
      // Its settings may have been others when it got this answer.
      if (acks === undefined || acks === '0') return t('counters.answered', { producer })
      return t(acks === '1' ? 'counters.acks1' : 'counters.acksAll', { producer })
    case 'duplicated':
      return t('counters.duplicate', { producer, firstOffset: why.firstOffset })
    case 'outOfOrder':
      return t('counters.behind', { producer, behindOffset: why.behindOffset })
    case 'lost': {
      const facts = { broker, leader: why.leader }
      const alone = why.leader === broker || why.leader < 0
      const reason = alone ? 'counters.inMemory' : why.committed ? 'counters.committed' : 'counters.uncopied'
      return `${t(reason, facts)} ${t(why.gone ? 'counters.gone' : 'counters.doomed', facts)}`
    }
  }
}

/** Null while the engine is asked for the first time; asked again when the counter moves. */
function useListed(counted: Counted, count: number): Listed | null {
  const [listed, setListed] = useState<Listed | null>(null)
  useEffect(() => {
    let gone = false
    askAbout({ type: 'listCounted', counted }).then(
      (answer) => {
        if (!gone) setListed(answer)
      },
      () => {
        if (!gone) setListed((known) => known ?? { type: 'countedListed', entries: [], more: count })
      },
    )
    return () => {
      gone = true
    }
  }, [counted, count])
  return listed
}
