import { useEffect, useState } from 'react'
import { useT } from '../../i18n/index.ts'
import { commandText } from '../../store/command-text.ts'
import { explain } from '../../store/engine.ts'
import { useImageStore } from '../../store/image-store.ts'
import { usePlaybackStore } from '../../store/playback-store.ts'
import type { Selection } from '../../store/selection-store.ts'
import type { TimedHappening } from '../../worker/port.ts'
import { WhatIf } from '../beside/WhatIf.tsx'
import { concerns } from '../kinds/details.ts'
import { Prose } from '../parts/Prose.tsx'
import { goOn } from '../parts/tools-focus.ts'
import { happeningText } from './happening-text.ts'
import { InstantButton } from './InstantButton.tsx'
import { mostImportant } from './news.ts'

const RECENT = 4
/** Of so many the most important are told: one failure shakes many partitions, and is itself just one line. */
const LOOKED_AT = 16

/** The chain of happenings that led here, nearest first, each a sentence and a way to be there. */
export function Why({ selection }: { readonly selection: Selection }) {
  return selection.kind === 'happening' ? (
    <Chain happeningId={Number(selection.id)} />
  ) : (
    <Recent key={`${selection.kind} ${selection.id} ${selection.offset ?? ''}`} selection={selection} />
  )
}

function Chain({ happeningId }: { readonly happeningId: number }) {
  const t = useT()
  const why = useChain(happeningId)
  const branchId = usePlaybackStore((state) => state.playback.branchId)
  return (
    <section className="why">
      <h3>{t('inspector.why.title')}</h3>
      {why === null && <p className="muted">{t('inspector.why.loading')}</p>}
      {why !== null && why.chain.length === 0 && why.command === null && (
        <p className="muted">{t('inspector.why.first')}</p>
      )}
      {why !== null && why.chain.length > 0 && (
        <ol className="why-chain">
          {why.chain.map((happening) => (
            <HappeningRow key={happening.id} happening={happening} />
          ))}
        </ol>
      )}
      {why !== null && why.command !== null && (
        <>
          <p>
            <Prose text={t('inspector.why.you', { command: commandText(why.command, t) })} />
          </p>
          {why.afterEvents !== undefined && (
            <WhatIf command={why.command} deed={{ branchId, afterEvents: why.afterEvents }} />
          )}
        </>
      )}
    </section>
  )
}

/** For a thing rather than a happening: what happened to it last, each with its own "why?". */
function Recent({ selection }: { readonly selection: Selection }) {
  const t = useT()
  const happenings = useImageStore((state) => state.happenings)
  const { image } = useImageStore.getState()
  const concerned = happenings.filter((happening) => concerns(happening.body, selection, image))
  const now = [...mostImportant(concerned.slice(-LOOKED_AT), RECENT)].reverse()
  // Rows that move take the focus from under the keyboard: they stay while it is among them.
  const [held, setHeld] = useState<readonly TimedHappening[] | null>(null)
  const recent = held ?? now
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only listens for the focus that comes to its controls.
    <section
      className="why"
      onFocus={() => setHeld(recent)}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) setHeld(null)
      }}
    >
      <h3>{t('inspector.why.recent')}</h3>
      {recent.length === 0 ? (
        <p className="muted">{t('inspector.why.nothing')}</p>
      ) : (
        <ul className="why-chain">
          {recent.map((happening) => (
            <HappeningRow key={happening.id} happening={happening} />
          ))}
        </ul>
      )}
    </section>
  )
}

function HappeningRow({ happening }: { readonly happening: TimedHappening }) {
  const t = useT()
  return (
    <li>
      <Prose text={happeningText(happening.body, t)} />
      <span className="why-links">
        <InstantButton
          atUs={happening.atUs}
          className="link-button mono"
          title={(at) => t('inspector.events.goTo', { at })}
        />
        <button
          type="button"
          className="link-button"
          onClick={() => goOn({ kind: 'happening', id: String(happening.id) })}
        >
          {t('inspector.why')}
        </button>
      </span>
    </li>
  )
}

type Why = Awaited<ReturnType<typeof explain>>

/** Null while the engine is asked. The happening itself is not part of its own explanation. */
function useChain(happeningId: number): Why | null {
  const [chain, setChain] = useState<Why | null>(null)
  useEffect(() => {
    let gone = false
    setChain(null)
    explain(happeningId).then(
      (answer) => {
        if (!gone) setChain({ ...answer, chain: answer.chain.filter((each) => each.id !== happeningId) })
      },
      () => {
        if (!gone) setChain({ chain: [], command: null })
      },
    )
    return () => {
      gone = true
    }
  }, [happeningId])
  return chain
}
