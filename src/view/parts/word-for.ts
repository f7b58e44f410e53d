import type { MessageKey, MessageParams, Translate } from '../../i18n/index.ts'

/** The text of a key that is made of a name; null where nobody has put that name into words. */
export function wordFor(t: Translate, key: string, params?: MessageParams): string | null {
  const text = t(key as MessageKey, params)
  return text === key ? null : text
}
