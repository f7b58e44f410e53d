import { type RefObject, useState } from 'react'
import { useT } from '../../i18n/index.ts'

type Outcome = 'no' | 'yes' | 'refused'

/** Puts `text` into the clipboard; where that is closed, the field that shows it is selected. */
export function useCopy(
  text: string,
  field: RefObject<HTMLTextAreaElement | null>,
): [outcome: Outcome, copy: () => Promise<void>] {
  const [outcome, setOutcome] = useState<Outcome>('no')
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setOutcome('yes')
    } catch {
      // In frames and on plain http the clipboard is closed; the reader's own hands are not.
      field.current?.select()
      setOutcome('refused')
    }
  }
  return [outcome, copy]
}

/** Says what came of it, beside the button. */
export function CopyOutcome({ outcome }: { readonly outcome: Outcome }) {
  const t = useT()
  return (
    <span role="status" className={outcome === 'refused' ? 'warn' : 'ok'}>
      {outcome === 'yes' && t('dialog.share.copied')}
      {outcome === 'refused' && t('dialog.share.copyFailed')}
    </span>
  )
}
