/** What nobody looks for in the first frames: a file of its own in the build, fetched once the picture moves. */
import './stage/overlays.css'

export { CrashScreen } from './panels/CrashScreen.tsx'
export { Dock } from './panels/Dock.tsx'
export { Invitations } from './panels/Invitations.tsx'
export { Sheet } from './panels/Sheet.tsx'
export { Toasts } from './panels/Toasts.tsx'
export { listenForFiles } from './parts/file-drop.ts'
export { listenForShortcuts } from './parts/shortcuts.ts'
export { ElectionNote } from './stage/ElectionNote.tsx'
export { LinkTools } from './stage/LinkTools.tsx'
export { RecordTooltip } from './stage/RecordTooltip.tsx'
export { StageLegend } from './stage/StageLegend.tsx'
