import { type RefObject, useEffect, useState } from 'react'
import { useT } from '../../i18n/index.ts'
import { isBeside, useBeside } from '../../store/beside-store.ts'
import { cardsOf, type StageLayout } from '../layout/stage-layout.ts'
import { scrollStage } from './use-follow-story.ts'

interface MoreBelowProps {
  readonly layout: StageLayout
  readonly scroller: RefObject<HTMLElement | null>
}

/** In a small frame, which looks whole wherever it ends: what stands further down, and the way there. */
export function MoreBelow({ layout, scroller }: MoreBelowProps) {
  const t = useT()
  const beside = useBeside(isBeside)
  const lowest = useLowestInView(scroller)
  const below = cardsBelow(layout, lowest)
  const [next] = below
  if (beside || next === undefined) return null
  const names = below.map(({ id }) => id)
  const go = () => {
    if (scroller.current !== null) scrollStage(scroller.current, next.rect.y * layout.scale)
  }
  return (
    <button
      type="button"
      className="more-below"
      aria-label={t('stage.below', { names: names.join(', ') })}
      title={t('stage.below', { names: names.join(', ') })}
      onClick={go}
    >
      <span aria-hidden="true">↓</span> {names[0]}
      {names.length > 1 && ` +${names.length - 1}`}
    </button>
  )
}

/** Of which hardly anything is seen; those of the region in the middle come first. */
function cardsBelow(layout: StageLayout, lowestPx: number) {
  const hidden = cardsOf(layout).filter(({ rect }) => (rect.y + rect.height / 2) * layout.scale > lowestPx)
  const inMain = hidden.filter((card) => layout.main.cards.includes(card))
  return [...inMain, ...hidden.filter((card) => !inMain.includes(card))]
}

/** CSS pixels from the picture's top to where the viewport ends; before it is known, everything is in view. */
function useLowestInView(scroller: RefObject<HTMLElement | null>): number {
  const [lowest, setLowest] = useState(Number.POSITIVE_INFINITY)
  useEffect(() => {
    const target = scroller.current
    if (target === null) return
    const look = () => setLowest(target.scrollTop + target.clientHeight)
    look()
    target.addEventListener('scroll', look, { passive: true })
    const sizes = typeof ResizeObserver === 'undefined' ? undefined : new ResizeObserver(look)
    sizes?.observe(target)
    return () => {
      target.removeEventListener('scroll', look)
      sizes?.disconnect()
    }
  }, [scroller])
  return lowest
}
