/** How wide the notes are beside the stage. */
import { create } from 'zustand'
import { uiScale } from '../parts/ui-scale.ts'

const LEAST_PX = 280
const USUAL_PX = 460

const useWidth = create<{ readonly widthPx: number }>()(() => ({ widthPx: USUAL_PX }))

export function useNotesWidth() {
  const widthPx = useWidth((state) => state.widthPx)
  const mostPx = Math.max(LEAST_PX, Math.round((window.innerWidth * 0.6) / uiScale()))
  const setWidth = (px: number) => useWidth.setState({ widthPx: Math.min(mostPx, Math.max(LEAST_PX, Math.round(px))) })
  return { widthPx, leastPx: LEAST_PX, mostPx, most: '60vw', setWidth }
}
