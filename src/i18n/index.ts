/**
 * Words in Korean and English. A key has one text in each language; `{name}` stands for a parameter and
 * `{count|record|records}` picks the first form for one and the second otherwise, and `{name|이|가}` the Korean particle
 * that goes with `name`, which stands before it: `{name}{name|이|가}`. A language's texts are loaded when it
 * is first chosen: those of the first view at once, the others when `loadMoreWords` asks for them.
 */
import { useSyncExternalStore } from 'react'
import type { MessageKey } from './messages/en/index.ts'

export type { MessageKey }
export type Language = 'ko' | 'en'
export type MessageParams = Readonly<Record<string, string | number>>
export type Translate = (key: MessageKey, params?: MessageParams) => string

type Dictionary = Readonly<Partial<Record<MessageKey, string>>>

const dictionaries = new Map<Language, Dictionary>()
const complete = new Set<Language>()
let wantsMore = false
const listeners = new Set<() => void>()
let language: Language = 'en'
let translate: Translate = translator('en')

/** Fetches a language's texts; afterwards `setLanguage` can use them. */
export async function loadLanguage(wanted: Language): Promise<void> {
  await Promise.all([loadCore(wanted), wantsMore ? loadMore(wanted) : undefined])
}

/** Fetches the texts beyond the first view, of this language now and of any chosen later. */
export async function loadMoreWords(): Promise<void> {
  wantsMore = true
  if (complete.has(language)) return
  await loadMore(language)
  wake()
}

async function loadCore(wanted: Language): Promise<void> {
  if (dictionaries.has(wanted)) return
  const { messages } = await (wanted === 'ko' ? import('./messages/ko/index.ts') : import('./messages/en/index.ts'))
  dictionaries.set(wanted, { ...dictionaries.get(wanted), ...messages })
}

async function loadMore(wanted: Language): Promise<void> {
  if (complete.has(wanted)) return
  const [{ messages }] = await Promise.all([
    wanted === 'ko' ? import('./messages/ko/more.ts') : import('./messages/en/more.ts'),
    loadCore(wanted),
  ])
  dictionaries.set(wanted, { ...dictionaries.get(wanted), ...messages })
  complete.add(wanted)
}

/** Switches every text on screen, without a reload, and tells the browser and screen readers the language. */
export async function setLanguage(wanted: Language): Promise<void> {
  await loadLanguage(wanted)
  language = wanted
  if (typeof document !== 'undefined') document.documentElement.lang = wanted
  wake()
}

/** A new `translate`, so that whoever remembers the old one asks again. */
function wake(): void {
  translate = translator(language)
  for (const listener of listeners) listener()
}

export function currentLanguage(): Language {
  return language
}

/** The text of `key` in the current language, for code outside React. */
export function t(key: MessageKey, params?: MessageParams): string {
  return translate(key, params)
}

/** `t` for components: they render again when the language changes. */
export function useT(): Translate {
  return useSyncExternalStore(subscribe, currentTranslate, currentTranslate)
}

export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, currentLanguage, currentLanguage)
}

/** Fills a text's placeholders. A missing parameter stays visible as `{name}`, so that nobody overlooks it. */
export function format(text: string, params: MessageParams = {}): string {
  return text.replace(/\{(\w+)(?:\|([^|{}]*)\|([^|{}]*))?\}/g, (whole, name: string, one?: string, other?: string) => {
    const value = params[name]
    if (value === undefined) return whole
    if (one !== undefined && other !== undefined) return isFirst(value, one) ? one : other
    return typeof value === 'number' ? formatNumber(value) : value
  })
}

/** One of a countable thing, by its number or a list of names; of Korean forms, which are particles, the first goes with a word that ends in a consonant. */
function isFirst(value: string | number, form: string): boolean {
  if (form >= '가') return endsInConsonant(String(value))
  return Number.isNaN(Number(value)) ? !String(value).includes(', ') : Number(value) === 1
}

/** As it is read aloud in Korean: digits by their Korean names, Latin words by their usual transcription. */
function endsInConsonant(word: string): boolean {
  const syllable = word.charCodeAt(word.length - 1) - 0xac00
  if (syllable >= 0 && syllable < 11_172) return syllable % 28 > 0
  return /[013678]$|[lmn]$|ng$|[aeiou](?:[ckpt]|ck)$/i.test(word)
}

/** Plain digits with thousands separators; Korean and English agree on them. */
export function formatNumber(value: number): string {
  return numberFormat.format(value)
}

const numberFormat = new Intl.NumberFormat('en-US', { maximumFractionDigits: 3 })

function translator(wanted: Language): Translate {
  const dictionary = dictionaries.get(wanted)
  return (key, params) => format(dictionary?.[key] ?? key, params)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function currentTranslate(): Translate {
  return translate
}
