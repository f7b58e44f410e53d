/** Moving over brokers, lanes and cells by keyboard: one tab stop, then arrows. */
import type { KeyboardEvent } from 'react'
import { useImageStore } from '../../store/image-store.ts'
import { offsetsOn } from '../kinds/broker/ghost-cell.ts'
import { ROVE } from './rove.ts'
import { useStageView } from './stage-view-store.ts'

/** Handles a key pressed anywhere within a region; lets through what is not meant for it. */
export function onRoveKey(event: KeyboardEvent<HTMLElement>): void {
  const id = (event.target as HTMLElement).getAttribute(ROVE)
  if (id === null) return
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    useStageView.setState({ activeOffset: null })
    moveFocus(event.currentTarget, id, event.key === 'ArrowDown' ? 1 : -1)
  } else if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') {
    if (!moveToCell(id, event.key === 'ArrowRight' ? 1 : -1)) return
  } else if (event.key === 'Home' || event.key === 'End') {
    if (!moveToEnd(id, event.key === 'Home')) return
  } else if (event.key === 'Escape') {
    if (useStageView.getState().activeOffset === null) return
    leaveCell(event.currentTarget, id)
  } else return
  event.preventDefault()
}

function moveFocus(container: HTMLElement, id: string, direction: 1 | -1): void {
  const stops = [...container.querySelectorAll<HTMLElement>(`[${ROVE}]:not([data-cell])`)]
  const at = stops.findIndex((stop) => stop.getAttribute(ROVE) === id)
  const next = stops[Math.min(stops.length - 1, Math.max(0, at + direction))]
  if (next === undefined) return
  useStageView.setState({ activeId: next.getAttribute(ROVE) })
  next.focus()
}

/** Right from a lane enters at its newest record: that is where things happen; what is lost lies beyond. */
function moveToCell(id: string, direction: 1 | -1): boolean {
  const { image } = useImageStore.getState()
  const offsets = offsetsOn(image, id)
  if (offsets.length === 0) return false
  const { activeOffset } = useStageView.getState()
  if (activeOffset === null) {
    const newest = image.replicas.get(id)?.cells.at(-1)?.offset ?? offsets.at(-1)!
    useStageView.setState({ activeId: id, activeOffset: newest })
    return true
  }
  const wanted =
    direction === 1
      ? offsets.find((offset) => offset > activeOffset)
      : offsets.findLast((offset) => offset < activeOffset)
  if (wanted !== undefined) useStageView.setState({ activeOffset: wanted })
  return true
}

function moveToEnd(id: string, first: boolean): boolean {
  const offset = offsetsOn(useImageStore.getState().image, id).at(first ? 0 : -1)
  if (offset === undefined || useStageView.getState().activeOffset === null) return false
  useStageView.setState({ activeOffset: offset })
  return true
}

function leaveCell(container: HTMLElement, id: string): void {
  useStageView.setState({ activeOffset: null })
  container.querySelector<HTMLElement>(`[${ROVE}="${id}"]:not([data-cell])`)?.focus()
}
