/** JSON and properties that notes show are files: which ones, the blocks that use them tell, or a comment on top. */
import type { BlockFile, NotesBlock, Paste } from './notes-model.ts'

const FILE = /(?:^|[\s@='"<])((?:[\w.$~-]+\/)*[\w.-]+\.(json|properties))(?=$|[\s"';)])/g
const WRITTEN = /(?:>|\btee(?:\s+-a)?)\s*["']?((?:[\w.$~-]+\/)*[\w.-]+\.(?:json|properties))/g
const NAMED_ON_TOP = /^\s*(?:#|\/\/)\s*((?:[\w.~-]+\/)*[\w.-]+\.(?:json|properties))\s*$/
const NAMED_BY_FENCE =
  /(?:title|file|filename|name)=["']?((?:[\w.~-]+\/)*[\w.-]+\.(?:json|properties))|:((?:[\w.~-]+\/)*[\w.-]+\.(?:json|properties))/
/** Files of a distribution: what notes show of one are the lines that change. */
const SHIPPED =
  /(?:^|\/)config\/(?:kraft\/)?(?:server|broker|controller|zookeeper|producer|consumer|connect-[\w-]+|(?:tools-)?log4j2?|trogdor)\.properties$/

/** The blocks with the files that they may be saved as. */
export function withFiles(blocks: readonly NotesBlock[]): readonly NotesBlock[] {
  const names = blocks.map(ownName)
  const given = new Set(names.filter((name) => name !== null))
  blocks.forEach((block, index) => {
    if (block.kind !== 'shell') return
    for (const written of block.text.matchAll(WRITTEN)) given.add(written[1]!)
    for (const [, name, ending] of block.text.matchAll(FILE)) {
      if (given.has(name!)) continue
      const at = blocks.findLastIndex(
        (each, i) => i < index && names[i] === null && each.kind === (ending === 'json' ? 'json' : 'properties'),
      )
      if (at < 0) continue
      names[at] = name!
      given.add(name!)
    }
  })
  return blocks.map((block, i) => ({ ...block, file: fileNamed(names[i] ?? null) }))
}

function ownName({ kind, label, text }: NotesBlock): string | null {
  if (kind !== 'json' && kind !== 'properties') return null
  const byFence = NAMED_BY_FENCE.exec(label)
  return byFence?.[1] ?? byFence?.[2] ?? NAMED_ON_TOP.exec(text.split('\n')[0] ?? '')?.[1] ?? null
}

function fileNamed(name: string | null): BlockFile | null {
  return name === null ? null : { name, append: SHIPPED.test(name) }
}

/** What a user types to write the file. */
export function savingLines(text: string, { name, append }: BlockFile): readonly string[] {
  const lines = text.replace(/\n+$/, '').split('\n')
  let end = 'EOF'
  while (lines.some((line) => line.trim() === end)) end += '_'
  return [`cat ${append ? '>>' : '>'} ${name} <<'${end}'`, ...lines, end]
}

/** The same as one paste. */
export function savingPaste(text: string, file: BlockFile): Paste {
  return { lines: savingLines(text, file), keepsRunning: false, input: [] }
}

/** The text without comments where these are all that makes it no JSON; null where it is JSON, or none either way. */
export function withoutComments(text: string): string | null {
  if (isJson(text)) return null
  const bare = text
    .replace(/"(?:[^"\\\n]|\\.)*"|\/\/.*|\/\*[\s\S]*?\*\/|(?<=^|\s)#.*/g, (found) =>
      found.startsWith('"') ? found : '',
    )
    .split('\n')
    .filter((line) => line.trim() !== '')
    .join('\n')
  return isJson(bare) ? bare : null
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
