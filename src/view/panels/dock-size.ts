/** How high the dock is: as the reader chose, and until then as what it shows needs. */
import { useImageStore } from '../../store/image-store.ts'
import { usePreferences } from '../../store/preferences-store.ts'
import { useTerminals } from '../../store/terminals-store.ts'
import { useMedia } from '../parts/use-media.ts'

/** A line of the greeting and the prompt below it. */
export const LEAST_DOCK_PX = 76
const USUAL_PX = 176
/** Two rows of charts, the fields of a batch, or a file in an editor; of a terminal fewer lines are enough. */
const TALL_PX = 300
/** So low a window (a usual one at 200 %, say) has room for the stage or for the dock; `app.css` knows it too. */
const LOW = '(max-height: 640px)'

export interface DockSize {
  readonly open: boolean
  /** Pixels of a usual window. */
  readonly heightPx: number
  /** A CSS length that it is never higher than. */
  readonly most: string
}

/** A terminal that nobody has typed into gives its room to the stage. */
export function useDockSize(): DockSize {
  const { dockTab, dockOpen, dockHeightPx } = usePreferences()
  const isLow = useMedia(LOW)
  const answered = useImageStore(({ image }) => image.terminals.size > 0)
  // The first of them is the greeting.
  const written = useTerminals(({ local }) => Object.values(local).some((texts) => texts.length > 1))
  const active = useTerminals((state) => state.active)
  const edits = useImageStore(({ image }) => image.terminals.get(active)?.editor != null)
  const isTall = dockTab === 'metrics' || dockTab === 'disk' || edits
  const open = dockOpen ?? !isLow
  if (dockHeightPx !== null)
    return { open, heightPx: isTall ? Math.max(TALL_PX, dockHeightPx) : dockHeightPx, most: '60dvh' }
  if (isTall) return { open, heightPx: TALL_PX, most: '45dvh' }
  const isQuiet = dockTab === 'terminals' && !answered && !written
  // Five lines of a terminal in a usual window: what was answered is seen together with what it did to the stage.
  return { open, heightPx: isQuiet ? LEAST_DOCK_PX : USUAL_PX, most: dockTab === 'terminals' ? '15.5dvh' : '30dvh' }
}
