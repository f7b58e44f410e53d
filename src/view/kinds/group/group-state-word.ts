/** States of a group in the reader's language. */
import type { MessageKey, Translate } from '../../../i18n/index.ts'

/** As short as it fits a card; a state without a word of its own by Kafka's. */
export function groupStateWord(state: string, t: Translate): string {
  const key = `stage.group.state.${state}` as MessageKey
  const word = t(key)
  return word === key ? state : word
}

/** With the name that Kafka's tools print for it, where that is another. */
export function groupStateInFull(state: string, t: Translate): string {
  const word = groupStateWord(state, t)
  return word === state ? state : `${word}(${state})`
}
