import type { Language } from '../../i18n/index.ts'

/**
 * The `<iframe>` that shows a run in another page, as wide as its place there, in that page's language. `link` is a share link; its run stays in the
 * fragment.
 */
export function embedCode(link: string, title: string, language: Language, terminal: boolean): string {
  const url = new URL(link)
  url.searchParams.set('lang', language)
  url.searchParams.set('embed', '')
  if (terminal) url.searchParams.set('terminal', '')
  const address = url.href.replace('embed=&', 'embed&').replace(/(embed|terminal)=(?=[&#]|$)/g, '$1')
  return `<iframe src="${escapeAttribute(address)}" title="${escapeAttribute(title)}" width="100%" height="600" loading="lazy" allow="fullscreen; clipboard-write"></iframe>`
}

function escapeAttribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
}
