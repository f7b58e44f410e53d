import { useT } from '../../i18n/index.ts'
import { useImageStore } from '../../store/image-store.ts'
import { happeningText } from '../panels/happening-text.ts'

/** What a mark stands for, in a sentence; nothing when the page has not heard of it yet. */
export function MarkText({ happeningId }: { readonly happeningId: number }) {
  const t = useT()
  const happening = useImageStore((state) => state.happenings.find(({ id }) => id === happeningId))
  return happening === undefined ? null : <span className="muted">{happeningText(happening.body, t)}</span>
}
