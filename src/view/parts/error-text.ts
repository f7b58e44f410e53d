/** Kafka's errors in words, with Kafka's name behind them. */
import type { Translate } from '../../i18n/index.ts'
import { wordFor } from './word-for.ts'

/**
 * `name` is an error code, or the exception a client makes of it (`NotEnoughReplicasException`); what nobody has put into
 * words, such as an error's whole text, stays as it is.
 */
export function errorText(name: string, t: Translate): string {
  const code = name
    .replace(/Exception$/, '')
    .replace(/(?<=[a-z])(?=[A-Z])/g, '_')
    .toUpperCase()
  for (const each of [name, code, `${code}_EXCEPTION`]) {
    const meaning = wordFor(t, `error.${each}`)
    if (meaning !== null) return t('error.named', { meaning, name })
  }
  return name
}
