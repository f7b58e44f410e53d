import { useRef } from 'react'
import { useT } from '../../i18n/index.ts'
import { CopyOutcome, useCopy } from '../parts/CopyOutcome.tsx'
import { Icon } from '../parts/Icon.tsx'
import type { Offer } from './offers.ts'
import './terminal-help.css'

/** The commands that were meant, over the terminal's foot; the terminal keeps the keyboard. */
export function OfferBar({
  offer,
  onRun,
  onClose,
}: {
  readonly offer: Offer
  readonly onRun: () => void
  readonly onClose: () => void
}) {
  const t = useT()
  const field = useRef<HTMLTextAreaElement>(null)
  const [outcome, copy] = useCopy(offer.text, field)
  return (
    <section className="terminal-offer" aria-label={t('terminal.offer.label')}>
      <p role="status">{t('terminal.offer.meant')}</p>
      <textarea
        ref={field}
        className="mono"
        readOnly
        rows={Math.min(3, offer.text.split('\n').length)}
        aria-label={t('terminal.offer.commands')}
        value={offer.text}
      />
      <div className="actions">
        <button type="button" className="button" onClick={onRun}>
          {t('terminal.offer.run')} <kbd>Alt+Enter</kbd>
        </button>
        <button type="button" className="button" onClick={() => void copy()}>
          {t('terminal.offer.copy')}
        </button>
        <CopyOutcome outcome={outcome} />
        <button
          type="button"
          className="dock-icon"
          aria-label={t('terminal.offer.close')}
          title={t('terminal.offer.close')}
          onClick={onClose}
        >
          <Icon name="close" size={13} />
        </button>
      </div>
    </section>
  )
}
