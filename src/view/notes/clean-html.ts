/** Makes of the HTML of notes a piece of the page that can do nothing: no scripts, no styles, nothing from elsewhere. */
import createPurifier from 'dompurify'

const TAGS =
  'a abbr aside b blockquote br caption cite code dd del details div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s samp section small span strong sub summary sup table tbody td tfoot th thead tr u ul var wbr'

const ATTRIBUTES = [
  'href',
  'src',
  'alt',
  'title',
  'colspan',
  'rowspan',
  'align',
  'start',
  'open',
  'data-block',
  'data-heading',
]

export interface CleanPage {
  readonly fragment: DocumentFragment
  /** Where blocks stand, by their index. */
  readonly places: ReadonlyMap<number, HTMLElement>
  /** By their index. */
  readonly headings: readonly HTMLElement[]
}

interface CleaningOptions {
  /** What the names of places begin with; a file cannot know it. */
  readonly mark: string
  /** What addresses in it are relative to; null: to nothing on this site. */
  readonly address: string | null
  /** What stands in place of a picture that is not shown. */
  pictureWords(about: string, where: string): string
}

/** The page of notes, to be put where it shall stand. */
export function cleanHtml(html: string, options: CleaningOptions): CleanPage {
  const purifier = createPurifier(window)
  const fragment = purifier.sanitize(html, {
    ALLOWED_TAGS: TAGS.split(' '),
    ALLOWED_ATTR: ATTRIBUTES,
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    RETURN_DOM_FRAGMENT: true,
  })
  for (const link of fragment.querySelectorAll('a')) mendLink(link, options.address)
  for (const picture of fragment.querySelectorAll('img')) mendPicture(picture, options)
  for (const table of fragment.querySelectorAll('table')) letScroll(table)
  return {
    fragment,
    places: new Map(marked(fragment, 'data-block', options.mark)),
    headings: marked(fragment, 'data-heading', options.mark)
      .sort(([a], [b]) => a - b)
      .map(([, element]) => element),
  }
}

function marked(fragment: DocumentFragment, attribute: string, mark: string): [number, HTMLElement][] {
  return [...fragment.querySelectorAll<HTMLElement>(`[${attribute}]`)].flatMap((element) => {
    const name = element.getAttribute(attribute) ?? ''
    element.removeAttribute(attribute)
    return name.startsWith(`${mark}-`) ? [[Number(name.slice(mark.length + 1)), element]] : []
  })
}

/** Others open elsewhere; one within the notes is followed by the page that shows them. */
function mendLink(link: HTMLAnchorElement, address: string | null): void {
  const href = link.getAttribute('href') ?? ''
  if (href.startsWith('#')) return
  const url = resolved(href, address)
  if (url === null || !/^(?:https?|mailto):$/.test(url.protocol)) return link.removeAttribute('href')
  link.href = url.href
  link.target = '_blank'
  link.rel = 'noopener noreferrer'
}

/** Only of this site, and only where the notes themselves lie there: a picture from elsewhere would tell who reads them. */
function mendPicture(picture: HTMLImageElement, { address, pictureWords }: CleaningOptions): void {
  const src = picture.getAttribute('src') ?? ''
  const url = resolved(src, address)
  const words = document.createElement('span')
  words.className = 'notes-picture'
  words.textContent = pictureWords(picture.alt, src.startsWith('data:') ? '' : src)
  if (url === null || url.origin !== location.origin || !/^https?:$/.test(url.protocol))
    return picture.replaceWith(words)
  picture.src = url.href
  picture.loading = 'lazy'
  picture.addEventListener('error', () => picture.replaceWith(words), { once: true })
}

/** Null where it is no address, or one relative to a file that is nowhere on this site. */
function resolved(address: string, base: string | null): URL | null {
  try {
    return base === null ? new URL(address) : new URL(address, base)
  } catch {
    return null
  }
}

/** A wide table scrolls by itself, and by keyboard too. */
function letScroll(table: HTMLTableElement): void {
  const frame = document.createElement('div')
  frame.className = 'notes-table'
  frame.tabIndex = 0
  table.replaceWith(frame)
  frame.append(table)
}
