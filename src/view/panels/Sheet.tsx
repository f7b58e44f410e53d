import { type Sheet as SheetName, useSheet } from '../../store/sheet-store.ts'
import { ErrorBoundary } from '../parts/ErrorBoundary.tsx'
import { TerminalTabs } from '../terminal/TerminalTabs.tsx'
import { TimelineMore } from '../timeline/TimelineMore.tsx'
import { DockContent, ReadingTabs } from './Dock.tsx'
import { Invitations } from './Invitations.tsx'
import './sheet.css'

/** On a phone, over the stage: what stands around it elsewhere. */
export function Sheet({ sheet }: { readonly sheet: SheetName }) {
  if (sheet === 'more') {
    return (
      <div className="sheet">
        <TimelineMore placement="below" />
        <Invitations onLocked={backToStage} />
      </div>
    )
  }
  if (sheet === 'lessons') {
    return (
      <div className="sheet">
        <Invitations onLocked={backToStage} />
      </div>
    )
  }
  return (
    <div className="sheet">
      <div className="dock-bar">{sheet === 'terminals' ? <TerminalTabs dockTab="terminals" /> : <ReadingTabs />}</div>
      <div className="dock-content">
        <ErrorBoundary>
          <DockContent />
        </ErrorBoundary>
      </div>
    </div>
  )
}

/** Who has predicted wants to see what happens. */
function backToStage(): void {
  useSheet.setState({ sheet: null })
}
