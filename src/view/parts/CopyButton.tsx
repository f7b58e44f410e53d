import { useRef, useState } from 'react'
import { useT } from '../../i18n/index.ts'
import { showToast } from '../../store/toasts-store.ts'

/** Copies what `textOf` comes to, and says so in its own place. */
export function CopyButton({
  textOf,
  label,
  words,
}: {
  readonly textOf: () => string | Promise<string>
  /** For who cannot see where it stands; the words where they say enough. */
  readonly label?: string
  readonly words: string
}) {
  const t = useT()
  const [copied, setCopied] = useState(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(await textOf())
      setCopied(true)
      clearTimeout(timer.current)
      timer.current = setTimeout(() => setCopied(false), 2_000)
    } catch {
      showToast({ tone: 'error', text: t('notes.copyFailed') })
    }
  }
  return (
    <button type="button" className="button quiet" aria-label={label ?? words} onClick={() => void copy()}>
      <span role="status">{copied ? t('notes.copied') : words}</span>
    </button>
  )
}
