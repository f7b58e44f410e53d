import { useEffect, useRef } from 'react'
import { useT } from '../../i18n/index.ts'
import type { Happening } from '../../kafka/observe/happenings.ts'
import { sendCommand } from '../../store/engine.ts'
import { useImageStore } from '../../store/image-store.ts'
import { type Selection, useSelectionStore } from '../../store/selection-store.ts'
import { detailsOf, happeningSubject } from '../kinds/details.ts'
import type { Fact, Inspection, InspectorAction } from '../kinds/kind-view.ts'
import { Icon } from '../parts/Icon.tsx'
import { Prose } from '../parts/Prose.tsx'
import { canGoBack, goBack, goOn, leaveTools } from '../parts/tools-focus.ts'
import { useAtLeisure } from '../parts/use-at-leisure.ts'
import { Why } from './Why.tsx'
import './inspector.css'

/** Opens at the stage's right edge, which makes room: what the selected thing is, its numbers, why, and what can be done to it. */
export function Inspector({ selection }: { readonly selection: Selection }) {
  const t = useT()
  const { image, inFlight, happenings, atUs } = useAtLeisure(useImageStore, READ_EVERY_MS)
  const heading = useRef<HTMLHeadingElement>(null)
  const details = detailsOf(selection.kind)
  const subjectOf = (happening: Happening) => happeningSubject(happening, image)
  const inspection = details?.inspect(selection, { image, inFlight, happenings, atUs, subjectOf }, t) ?? null
  const close = () => useSelectionStore.getState().select(null)
  const { kind, id, offset } = selection
  const { Chart, Contents, Life, Settings } = details ?? {}
  const words = details?.words(t)

  useFocusBack()

  // biome-ignore lint/correctness/useExhaustiveDependencies: the heading is scrolled to when another thing is picked.
  useEffect(() => {
    heading.current?.scrollIntoView?.({ block: 'nearest' })
    // What was pressed in here to pick this thing went with the one before.
    if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true })
  }, [kind, id, offset])

  return (
    <aside
      className="inspector"
      aria-label={t('inspector.label')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        goBack()
      }}
    >
      <div className="inspector-head">
        <div>
          <p className="inspector-kind">{words?.kind ?? kind}</p>
          <h2 ref={heading} tabIndex={-1}>
            <Prose text={inspection?.title ?? id} />
          </h2>
        </div>
        {canGoBack(selection) && (
          <button
            type="button"
            className="icon-button"
            aria-label={t('inspector.back')}
            title={t('inspector.back')}
            onClick={goBack}
          >
            <Icon name="undo" />
          </button>
        )}
        <button type="button" className="icon-button" aria-label={t('inspector.close')} onClick={close}>
          <Icon name="close" />
        </button>
      </div>
      <div className="inspector-body">
        <p className="muted">{inspection === null ? t('inspector.gone') : words?.about}</p>
        {Life !== undefined && <Life id={id} offset={offset} image={image} />}
        {inspection !== null && <Facts facts={inspection.facts} />}
        {Chart !== undefined && <Chart id={id} image={image} />}
        {inspection !== null && Contents !== undefined && <Contents id={id} image={image} />}
        {Life === undefined && <Why selection={selection} />}
        {inspection !== null && <Actions actions={details?.actions?.(id, image) ?? []} />}
        {inspection !== null && Settings !== undefined && <Settings id={id} offset={offset} image={image} />}
        {inspection !== null && <Related inspection={inspection} />}
      </div>
    </aside>
  )
}

/** Where the keyboard was when the inspector opened, it is again when it closes with the focus in it. */
function useFocusBack(): void {
  useEffect(() => {
    const opener = document.activeElement
    return () => {
      const lost = document.activeElement === null || document.activeElement === document.body
      const back = leaveTools() ?? opener
      if (lost && back instanceof Element && back.isConnected) (back as HTMLElement | SVGElement).focus()
    }
  }, [])
}

/** Numbers that change with every frame cannot be read: ten times a second is enough. */
const READ_EVERY_MS = 100

function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className="facts">
      {facts.map(({ label, value, tone }) => (
        <div key={label} className="fact">
          <dt>{label}</dt>
          <dd className={[tone, typeof value === 'string' ? '' : 'is-list'].filter(Boolean).join(' ')}>
            {[value].flat().map((line) => (
              <Prose key={line} text={line} />
            ))}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Actions({ actions }: { readonly actions: readonly InspectorAction[] }) {
  const t = useT()
  if (actions.length === 0) return null
  return (
    <div className="actions">
      {actions.map(({ label, params, command, danger }) => (
        <button
          key={t(label, params)}
          type="button"
          className={danger === true ? 'button danger' : 'button'}
          onClick={() => void sendCommand(command)}
        >
          {t(label, params)}
        </button>
      ))}
    </div>
  )
}

function Related({ inspection }: { readonly inspection: Inspection }) {
  const t = useT()
  if (inspection.related.length === 0) return null
  return (
    <section>
      <h3>{t('inspector.related')}</h3>
      <div className="actions">
        {inspection.related.map(({ label, selection }) => (
          <button
            key={`${selection.kind}${label}`}
            type="button"
            className="button quiet"
            onClick={() => goOn(selection)}
          >
            {label}
          </button>
        ))}
      </div>
    </section>
  )
}
