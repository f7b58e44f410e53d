/** How wide the notes are beside the stage; kept with them. */
import { useNotes } from '../../store/notes-store.ts'
import { uiScale } from '../parts/ui-scale.ts'

const LEAST_PX = 280
const USUAL_PX = 460

export function useNotesWidth() {
  const chosen = useNotes((state) => state.widthPx)
  const mostPx = Math.max(LEAST_PX, Math.round((window.innerWidth * 0.6) / uiScale()))
  const within = (px: number) => Math.min(mostPx, Math.max(LEAST_PX, Math.round(px)))
  const setWidth = (px: number) => useNotes.setState({ widthPx: within(px) })
  // What was chosen in a larger window has to leave room for the stage in this one.
  return { widthPx: within(chosen ?? USUAL_PX), leastPx: LEAST_PX, mostPx, most: '60vw', setWidth }
}
