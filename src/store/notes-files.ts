/** Notes from a file of the reader's, from pasted text, or from an address of this site; what cannot be opened is told. */
import { loadMoreWords, t } from '../i18n/index.ts'
import { decodeNotes, MAX_NOTES_BYTES } from '../notes/decode-notes.ts'
import { formatOf, formatOfText } from '../notes/notes-format.ts'
import { fetchPart } from './fetch-part.ts'
import { openNotes, useNotes } from './notes-store.ts'
import { showToast } from './toasts-store.ts'

/** True when they are on show. */
export async function openNotesFile(file: File): Promise<boolean> {
  await fetchPart(loadMoreWords)
  if (file.size > MAX_NOTES_BYTES) return refuse('tooLarge', file.name)
  const bytes = await file.arrayBuffer().catch(() => null)
  return bytes === null ? refuse('unreadable', file.name) : openBytes(new Uint8Array(bytes), file.name, null)
}

/** Text that was pasted. */
export function openPastedNotes(text: string): void {
  openNotes({ name: '', text, format: formatOfText(text), address: null })
}

/** A file of this site; what lies elsewhere is not asked for, so that no link can have the page fetch it. */
export async function openNotesAt(address: string): Promise<boolean> {
  await fetchPart(loadMoreWords)
  const url = notesUrl(address)
  if (url === null) return refuse('noAddress', address)
  if (url.origin !== location.origin) return refuse('elsewhere', address)
  const name = decodeURIComponent(url.pathname.split('/').at(-1) ?? '')
  try {
    const response = await fetch(url, { credentials: 'same-origin' })
    if (!response.ok) return refuse('missing', address)
    // A host that answers whatever is asked with its own page has no such file either.
    if (/\bhtml\b/.test(response.headers.get('content-type') ?? '')) return refuse('missing', address)
    return openBytes(new Uint8Array(await response.arrayBuffer()), name, url.href)
  } catch {
    // Without a network those that are on show already stay.
    return useNotes.getState().notes?.address === url.href || refuse('offline', address)
  }
}

/** Null where it is no address at all, or none of the web. */
export function notesUrl(address: string): URL | null {
  try {
    const url = new URL(address, document.baseURI)
    return /^https?:$/.test(url.protocol) ? url : null
  } catch {
    return null
  }
}

function openBytes(bytes: Uint8Array, name: string, address: string | null): boolean {
  const decoded = decodeNotes(bytes)
  if (decoded.kind !== 'text') return refuse(decoded.kind, name)
  openNotes({ name, text: decoded.text, format: formatOf(name), address })
  if (decoded.encoding === 'euc-kr') showToast({ tone: 'info', text: t('notes.encoding', { name }) })
  return true
}

type Refusal = 'tooLarge' | 'binary' | 'empty' | 'unreadable' | 'noAddress' | 'elsewhere' | 'missing' | 'offline'

function refuse(why: Refusal, name: string): false {
  const max = `${MAX_NOTES_BYTES / 1_000_000} MB`
  showToast({ tone: 'error', text: t(`notes.refused.${why}`, { name: shortened(name), max }) })
  return false
}

/** Of what may be as long as an address. */
function shortened(text: string): string {
  return text.length <= 80 ? text : `${text.slice(0, 79)}…`
}
