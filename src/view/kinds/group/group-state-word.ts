/** States of a group in the reader's language. */
import type { Translate } from '../../../i18n/index.ts'
import { wordFor } from '../../parts/word-for.ts'

/** As short as it fits a card; a state without a word of its own by Kafka's. */
export function groupStateWord(state: string, t: Translate): string {
  return wordFor(t, `stage.group.state.${state}`) ?? state
}

/** With the name that Kafka's tools print for it, where that is another. */
export function groupStateInFull(state: string, t: Translate): string {
  const word = groupStateWord(state, t)
  return word === state ? state : `${word}(${state})`
}
