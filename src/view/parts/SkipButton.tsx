import { useState } from 'react'
import { type MessageKey, useT } from '../../i18n/index.ts'
import { Icon } from './Icon.tsx'

interface SkipButtonProps {
  readonly label: MessageKey
  /** Resolves where the reader was taken. */
  skip(): Promise<void>
}

/** Takes the reader ahead in simulated time; it says so meanwhile, and a second press is none. */
export function SkipButton({ label, skip }: SkipButtonProps) {
  const t = useT()
  const [skipping, setSkipping] = useState(false)
  const press = () => {
    if (skipping) return
    setSkipping(true)
    void skip().finally(() => setSkipping(false))
  }
  return (
    <button type="button" className="button" aria-disabled={skipping} onClick={press}>
      <Icon name="stepForward" size={14} /> {t(skipping ? 'lesson.skipping' : label)}
    </button>
  )
}
