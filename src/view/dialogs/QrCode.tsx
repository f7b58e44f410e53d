import { useMemo } from 'react'
import { useT } from '../../i18n/index.ts'
import { LONGEST_SCANNABLE, qrPath } from './qr-path.ts'

/** A link to scan from the projector; a link too long for that says so. Dark on light in every theme, as readers need. */
export function QrCode({ link }: { readonly link: string }) {
  const t = useT()
  const length = new TextEncoder().encode(link).length
  const code = useMemo(() => (length > LONGEST_SCANNABLE ? null : qrPath(link)), [link, length])
  if (code === null)
    return <p className="muted">{t('dialog.share.qrTooLong', { length, longest: LONGEST_SCANNABLE })}</p>
  return (
    <figure className="qr">
      <svg role="img" aria-label={t('dialog.share.qr')} viewBox={`0 0 ${code.size} ${code.size}`}>
        <path className="qr-paper" d={`M0 0h${code.size}v${code.size}H0z`} />
        <path className="qr-ink" d={code.d} />
      </svg>
      <figcaption className="muted">{t('dialog.share.qrHint')}</figcaption>
    </figure>
  )
}
