import { seek } from '../../store/engine.ts'
import { formatClock } from '../parts/format-time.ts'

interface InstantButtonProps {
  readonly atUs: number
  readonly className: string
  /** What pressing it does, given the instant as it is written. */
  title(at: string): string
}

/** An instant that leads to itself. */
export function InstantButton({ atUs, className, title }: InstantButtonProps) {
  const at = formatClock(atUs)
  return (
    <button type="button" className={className} title={title(at)} onClick={() => seek(atUs)}>
      {at}
    </button>
  )
}
