import { expect, test } from 'vitest'
import { readNotes } from '../../notes/read-notes.ts'
import { cleanHtml } from './clean-html.ts'

/** The page that a Markdown text becomes, as HTML. */
function shown(text: string, address: string | null = null): string {
  const { html } = readNotes(text, 'markdown', 'm')
  const { fragment } = cleanHtml(html, { mark: 'm', address, pictureWords: (about, where) => `[${about || where}]` })
  const page = document.createElement('article')
  page.append(fragment)
  return page.innerHTML.trim()
}

test.each([
  '<script>stolen = 1</script>',
  '<img src=x onerror="stolen = 1">',
  '<svg onload="stolen = 1"><script>stolen = 1</script></svg>',
  '<iframe srcdoc="<script>stolen = 1</script>"></iframe>',
  '<a href="javascript:stolen=1">a</a>',
  '<a href=" java&#10;script:stolen=1">a</a>',
  '[a](javascript:stolen=1)',
  '[a](vbscript:stolen)',
  '[a](data:text/html,<script>stolen=1</script>)',
  '![a](data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9InN0b2xlbj0xIi8+)',
  '<form action="https://example.com"><button formaction="javascript:stolen=1">a</button></form>',
  '<style>@import "https://example.com/a.css"</style>',
  '<p style="background:url(https://example.com/a.png)" onclick="stolen=1" id="stage" class="dialog">a</p>',
  '<math><mtext><style><img src=x onerror=stolen=1></style></mtext></math>',
  '<object data="https://example.com"></object><embed src="https://example.com"><link rel=stylesheet href="https://example.com">',
  '<meta http-equiv="refresh" content="0;url=https://example.com"><base href="https://example.com">',
  '<video src="https://example.com/a.mp4" autoplay></video><audio src="https://example.com"></audio>',
  '<input autofocus onfocus="stolen=1"><textarea>a</textarea><dialog open>a</dialog>',
])('%s does nothing', (text) => {
  const html = shown(text)
  expect(html).not.toMatch(/<(script|iframe|svg|form|style|object|embed|link|meta|base|video|audio|input|dialog)\b/i)
  expect(html).not.toMatch(/="[^"]*(stolen|script:|example\.com)/i)
  expect(html).not.toMatch(/\s(on\w+|style|id|class="dialog"|src|srcdoc|formaction)=/i)
})

test('a picture from elsewhere is never fetched: its words stand in its place', () => {
  expect(shown('![a cluster](https://example.com/a.png)')).toContain('[a cluster]')
  expect(shown('![](//example.com/a.png)')).toContain('[//example.com/a.png]')
  // Notes of the reader's own lie nowhere, and so do pictures beside them.
  expect(shown('![a](assets/a.png)')).not.toContain('<img')
})

test('a picture of this site, where the notes lie there too', () => {
  const address = `${location.origin}/course/notes.md`
  expect(shown('![a](a.png)', address)).toContain(`src="${location.origin}/course/a.png"`)
  expect(shown('![a](https://example.com/a.png)', address)).not.toContain('<img')
})

test('links lead elsewhere in a page of their own; those within the notes stay', () => {
  expect(shown('[a](https://kafka.apache.org/)')).toMatch(
    /href="https:\/\/kafka.apache.org\/" target="_blank" rel="noopener noreferrer"/,
  )
  expect(shown('[a](#b)')).toContain('<a href="#b">')
  expect(shown('[a](other.md)')).not.toContain('href')
})

test('only the blocks of the notes have places', () => {
  const { html } = readNotes('<div data-block="m0-7"></div>\n\n```sh\nls\n```\n', 'markdown', 'm')
  const { places } = cleanHtml(html, { mark: 'm', address: null, pictureWords: () => '' })
  expect([...places.keys()]).toEqual([0])
})

test('what notes are made of stays', () => {
  const html = shown('# a\n\n| b | c |\n|---|---|\n| 1 | 2 |\n\n<b>d</b><br><aside>\ne\n</aside>\n\n1. f\n   - g\n')
  for (const tag of ['h1', 'table', 'th', 'td', 'b', 'br', 'aside', 'ol', 'ul']) expect(html).toContain(`<${tag}`)
})
