import { step } from '../../store/engine.ts'
import { Icon, type IconName } from '../parts/Icon.tsx'
import { useHeldDown } from './use-held-down.ts'

export interface StepButtonProps {
  readonly icon: IconName
  readonly label: string
  readonly direction: 'forward' | 'back'
  readonly to: 'event' | 'happening'
}

/** Held down, by finger, pointer or key, it goes on step by step. */
export function StepButton({ icon, label, direction, to }: StepButtonProps) {
  const className = to === 'event' ? 'round-button small' : 'round-button'
  const repeat = useHeldDown(() => step(direction, to))
  return (
    <button type="button" className={className} aria-label={label} title={label} {...repeat}>
      <Icon name={icon} />
    </button>
  )
}
