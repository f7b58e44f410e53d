/** What a button of a failure story says: what it will do, where the list of marks says what was done. */
import type { Translate } from '../../i18n/index.ts'
import type { FailureGesture } from '../../scenarios/failures/failure-story.ts'
import { commandText, paramsOf } from '../../store/command-text.ts'
import { wordFor } from '../parts/word-for.ts'

/** By the first of its commands; a line by the tool that it calls. */
export function stepText(gesture: FailureGesture, t: Translate): string {
  if (typeof gesture === 'string') {
    return t('failure.runLine', { line: gesture.split(' ').find((word) => word.endsWith('.sh')) ?? gesture })
  }
  const [first] = gesture
  if (first === undefined) return ''
  return wordFor(t, `failure.do.${first.type}`, paramsOf(first)) ?? commandText(first, t)
}
