/**
 * What both sides of a comparison go through, so that only Kafka's own doing is left: no clock, no random id, no stack
 * frame, no wording of help.
 */
const RULES: readonly (readonly [RegExp, string])[] = [
  [/\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}\]/g, '[<time>]'],
  [/\b\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[:,.]\d{3}\b/g, '<time>'],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, '<uuid>'],
  [/(TopicId: |TOPIC-ID: |topicId=|TopicID: )[A-Za-z0-9_-]{22}(?![A-Za-z0-9_-])/g, '$1<id>'],
  [/((?:Cluster ID|ClusterId|clusterId|cluster\.id)[=:]\s*)[A-Za-z0-9_-]{22}(?![A-Za-z0-9_-])/g, '$1<id>'],
  [/(directory\.id=|DirectoryId[=:]\s*|"?directoryId"?[=:]\s*"?)[A-Za-z0-9_-]{22}(?![A-Za-z0-9_-])/g, '$1<id>'],
  [/\bconsole-consumer-\d{1,5}(?!\d)/g, 'console-consumer-<n>'],
  [/(?<![\d.])1[6-9]\d{11}(?![\d.])/g, '<ms>'],
  [/(\[[A-Z][\w.;$]*|\b[\w.$]+)@[0-9a-f]{6,8}\b/g, '$1@<hash>'],
  [/\b(producerId(?:=|: ?))\d+/g, '$1<n>'],
  [/correlation id \d+/g, 'correlation id <n>'],
  [/\b\d+ ?ms (?=has passed|after)/g, '<n> ms '],
  [/\(([A-Za-z0-9_$]+\.(?:java|scala)):\d+\)/g, '($1)'],
]
const HELP = /^Option( \(\* = required\))? +Description *$|^usage: /
const LAST_WORD_OF_PARSER = /^[a-z-]+: error: /
const STACK_FRAME = /^\s+(at .+|\.\.\. \d+ (?:more|common frames omitted))$/
const LOG_LINE = /^\[<time>\] (WARN|ERROR)/

/** Line by line; a log line that says again what one said before goes. */
export function normalise(text: string): string {
  const lines: string[] = []
  const logged = new Set<string>()
  let inHelp = false
  for (const raw of text.split('\n')) {
    if (HELP.test(raw)) {
      lines.push('<help>')
      inHelp = true
    }
    if (inHelp) {
      if (LAST_WORD_OF_PARSER.test(raw)) lines.push(raw)
      continue
    }
    if (STACK_FRAME.test(raw)) continue
    const line = normaliseLine(raw)
    if (LOG_LINE.test(line)) {
      if (logged.has(line)) continue
      logged.add(line)
    }
    lines.push(line)
  }
  return lines.join('\n')
}

function normaliseLine(raw: string): string {
  let line = raw.startsWith('{') && raw.endsWith('}') ? withSortedKeys(raw) : raw
  for (const [pattern, replacement] of RULES) line = line.replace(pattern, replacement)
  return line
}

/** The order of properties is the JVM's. A line that only looks like JSON stays as it is. */
function withSortedKeys(line: string): string {
  try {
    return canonicalJson(JSON.parse(line))
  } catch {
    return line
  }
}

/** Keys sorted, no blanks. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`
}

/** The same with runs of blanks made one, for tables whose widths depend on random ids. */
export function aligned(text: string): string {
  return normalise(text)
    .split('\n')
    .map((line) => line.replace(/[ \t]+/g, ' ').trimEnd())
    .join('\n')
}

export type CompareMode = 'exact' | 'aligned' | 'lines' | 'none'

/** Null if both agree as far as `mode` asks; else the first line that does not, ours and theirs. */
export function difference(mode: CompareMode, expected: string, got: string): string | null {
  if (mode === 'none') return null
  const [theirs, ours] = [expected, got].map((text) => linesFor(mode, text)) as [string[], string[]]
  if (theirs.join('\n') === ours.join('\n')) return null
  for (let i = 0; i < Math.max(theirs.length, ours.length); i++) {
    if (theirs[i] !== ours[i]) return `line ${i + 1} should be ${quoted(theirs[i])}, is ${quoted(ours[i])}`
  }
  return 'differs'
}

function linesFor(mode: CompareMode, text: string): string[] {
  if (mode === 'exact') return normalise(text).split('\n')
  const lines = aligned(text).split('\n')
  return mode === 'lines' ? lines.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)) : lines
}

function quoted(line: string | undefined): string {
  if (line === undefined) return 'no more'
  return JSON.stringify(line.length > 160 ? `${line.slice(0, 160)}…` : line)
}

const BATCH_HEADER = 61
const CONTROL_BIT = 0x20

/**
 * A `.log` file in hex without what chance and the wall clock decide: producer ids become their order of first
 * appearance, control batches lose their timestamps, and a batch so changed has CRC zero.
 */
export function maskBatches(hex: string): string {
  const data = bytesOfHex(hex)
  const ids = new Map<string, number>()
  let at = 0
  while (at + BATCH_HEADER <= data.length) {
    const view = new DataView(data.buffer, at)
    const length = 12 + view.getUint32(8)
    if (view.getInt8(16) !== 2) break
    let changed = false
    const producerId = view.getBigInt64(43)
    if (producerId >= 0n) {
      const order = ids.get(String(producerId)) ?? ids.size
      ids.set(String(producerId), order)
      view.setBigInt64(43, BigInt(order))
      changed = true
    }
    if ((view.getUint8(22) & CONTROL_BIT) !== 0) {
      data.fill(0, at + 27, at + 43)
      changed = true
    }
    if (changed) view.setUint32(17, 0)
    at += length
  }
  return hexOfBytes(data)
}

function bytesOfHex(hex: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(hex.length / 2)
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16)
  return bytes
}

export function hexOfBytes(bytes: Uint8Array): string {
  let hex = ''
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0')
  return hex
}
