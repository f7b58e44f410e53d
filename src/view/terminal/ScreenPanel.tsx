import type { EditorImage, PagerImage } from '../../kafka/observe/cluster-image.ts'
import { EditorPanel } from './EditorPanel.tsx'
import { PagerPanel } from './PagerPanel.tsx'

interface ScreenPanelProps {
  readonly terminal: string
  readonly open: EditorImage | PagerImage
}

/** What a program shows that takes the whole screen of its terminal: an editor, or a pager. */
export function ScreenPanel({ terminal, open }: ScreenPanelProps) {
  if (open.kind === 'pager') return <PagerPanel key={open.processId} terminal={terminal} pager={open} />
  return <EditorPanel key={`${open.processId} ${open.path}`} terminal={terminal} editor={open} />
}
