/** Moving over brokers, lanes and cells by keyboard: one tab stop, then arrows. */
import type { KeyboardEvent } from 'react'
import { useImageStore } from '../../store/image-store.ts'
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

/** Right from a lane enters at its newest record: that is where things happen. Left of the oldest leads back out. */
function moveToCell(id: string, direction: 1 | -1): boolean {
  const cells = useImageStore.getState().image.replicas.get(id)?.cells ?? []
  if (cells.length === 0) return false
  const { activeOffset } = useStageView.getState()
  if (activeOffset === null) {
    useStageView.setState({ activeId: id, activeOffset: cells[cells.length - 1]!.offset })
    return true
  }
  const wanted =
    direction === 1
      ? cells.find((cell) => cell.offset > activeOffset)
      : cells.findLast((cell) => cell.offset < activeOffset)
  if (wanted !== undefined) useStageView.setState({ activeOffset: wanted.offset })
  return true
}

function moveToEnd(id: string, first: boolean): boolean {
  const cells = useImageStore.getState().image.replicas.get(id)?.cells ?? []
  const cell = first ? cells[0] : cells[cells.length - 1]
  if (cell === undefined || useStageView.getState().activeOffset === null) return false
  useStageView.setState({ activeOffset: cell.offset })
  return true
}

function leaveCell(container: HTMLElement, id: string): void {
  useStageView.setState({ activeOffset: null })
  container.querySelector<HTMLElement>(`[${ROVE}="${id}"]:not([data-cell])`)?.focus()
}
