/** From the text of notes to the page that shows them. */
import MarkdownIt from 'markdown-it'
import cjkFriendly from 'markdown-it-cjk-friendly'
import { markdownOf } from './asciidoc.ts'
import { withFiles } from './block-files.ts'
import { readBlock } from './block-kind.ts'
import type { Heading, Notes, NotesBlock, NotesFormat } from './notes-model.ts'

/** Never seen, so that lines of a file can claim no block's place: the page brings its own, which nobody can guess. */
const MARK = 'block'

/** Reads notes of any format. Never throws. `mark` begins the names of the places where blocks stand. */
export function readNotes(text: string, format: NotesFormat, mark = MARK): Notes {
  const lines = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
  const markdownText = format === 'asciidoc' ? markdownOf(lines) : format === 'markdown' ? lines : null
  return markdownText === null ? readPlain(lines, mark) : readMarkdown(markdownText, mark)
}

/** What its blocks are put into while a page is made. */
interface Page {
  readonly mark: string
  readonly blocks: NotesBlock[]
}

/** HTML comes through, for the sanitiser to judge; emphasis ends before Korean particles too. */
const markdown = new MarkdownIt({ html: true, linkify: true }).use(cjkFriendly)
markdown.renderer.rules.fence = (tokens, at, _, env) => place(env, tokens[at]!.info, tokens[at]!.content)
markdown.renderer.rules.code_block = (tokens, at, _, env) => place(env, '', tokens[at]!.content)

/**
 * Handlers and styles in tags. The sanitiser takes them away in any case, but first it has the browser read them, which
 * complains of each, since the page's policy allows none.
 */
const REFUSED = /(\s)(?:on\w+|style)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]*)/gi

markdown.renderer.rules.html_block = (tokens, at) => tokens[at]!.content.replace(REFUSED, '$1')
markdown.renderer.rules.html_inline = (tokens, at) => tokens[at]!.content.replace(REFUSED, '$1')

function place(page: unknown, info: string, code: string): string {
  const { mark, blocks } = page as Page
  blocks.push(readBlock(info, code.replace(/\n$/, '')))
  return `<div data-block="${mark}-${blocks.length - 1}"></div>\n`
}

function readMarkdown(text: string, mark: string): Notes {
  const { body, title } = withoutFrontMatter(text)
  const blocks: NotesBlock[] = []
  const headings: Heading[] = []
  const slugs = new Map<string, number>()
  const page = { mark, blocks } satisfies Page
  const tokens = markdown.parse(body, page)
  tokens.forEach((token, at) => {
    if (token.type !== 'heading_open') return
    const said = (tokens[at + 1]?.children ?? [])
      .map(({ content }) => content)
      .join('')
      .trim()
    token.attrSet('data-heading', `${mark}-${headings.length}`)
    headings.push({ level: Number(token.tag.slice(1)), text: said, slug: slugOf(said, slugs) })
  })
  const html = markdown.renderer.render(tokens, markdown.options, page)
  return { title, html, headings, asWritten: false, blocks: withFiles(blocks) }
}

/** As it stands. */
function readPlain(text: string, mark: string): Notes {
  const blocks = [{ kind: 'text', label: '', text, roles: [], pastes: [], file: null } as const]
  return { title: null, html: `<div data-block="${mark}-0"></div>`, headings: [], asWritten: true, blocks }
}

/** What site generators keep above a page: of it only the title is for readers. */
function withoutFrontMatter(text: string): { readonly body: string; readonly title: string | null } {
  const found = /^---\n([\s\S]*?)\n(?:---|\.\.\.)\n/.exec(text)
  if (found === null || !/^[\w-]+\s*:/m.test(found[1]!)) return { body: text, title: null }
  const title = /^title\s*:\s*(.+)$/m.exec(found[1]!)?.[1]?.trim() ?? null
  return { body: text.slice(found[0].length), title: title?.replace(/^(["'])(.*)\1$/, '$2') ?? null }
}

/** As the sites that show Markdown name headings, so that a file's own table of contents leads somewhere. */
function slugOf(text: string, taken: Map<string, number>): string {
  const slug = text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-')
  const times = taken.get(slug) ?? 0
  taken.set(slug, times + 1)
  return times === 0 ? slug : `${slug}-${times}`
}
