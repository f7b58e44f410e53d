import { useT } from '../../i18n/index.ts'
import { useImageStore } from '../../store/image-store.ts'
import { useStepNames } from '../../store/step-names.ts'
import { stepText } from '../captions/step-text.ts'
import { StepButton, type StepButtonProps } from './StepButton.tsx'

/** Says which event it will pass over, as soon as that is known. */
export function NamedStepButton(props: StepButtonProps) {
  const t = useT()
  const passes = useStepNames(({ names }) => names?.[props.direction] ?? null)
  const name = passes === null ? '' : stepText(passes, useImageStore.getState().happenings, t)
  return <StepButton {...props} label={name === '' ? props.label : `${props.label}: ${name}`} />
}
