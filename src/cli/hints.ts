/**
 * Slips of those who copy commands out of notes: what a shell does with them is right, and no help. The page says in a
 * line of its own what happened; the tools' output stays Kafka's.
 */

export type Hint =
  /** `—-partitions`: a word processor's dash, so a word and no option. */
  | { readonly kind: 'longDash'; readonly word: string; readonly meant: string }
  | { readonly kind: 'curlyQuote'; readonly word: string }
  /** `\ # why`: the backslash escapes the blank instead of the line's end. */
  | { readonly kind: 'commentAfterBackslash' }
  /** A line that begins with an option: the one before had no backslash. */
  | { readonly kind: 'optionAlone'; readonly word: string }
  /** `>hello` in the shell makes an empty file, in the producer a value that begins with `>`. */
  | { readonly kind: 'pastedPrompt'; readonly where: 'shell' | 'producer' }
  /** `========`, or what a command printed. */
  | { readonly kind: 'pastedOutput' }
  | { readonly kind: 'removedOption'; readonly word: string; readonly instead: string }

const LONG_DASHES = /^[‐‑‒–—―−－][-‐‑‒–—―−－]?/
const REMOVED: Readonly<Record<string, string>> = {
  '--zookeeper': '--bootstrap-server localhost:9092',
  '--broker-list': '--bootstrap-server',
  '--whitelist': '--include',
}

/** `prompt` is what stood before the line: `$ ` the shell, `> ` a command that goes on, `>` a console producer. */
export function hintsFor(line: string, prompt: string): Hint[] {
  if (prompt === '>') return line.startsWith('>') ? [{ kind: 'pastedPrompt', where: 'producer' }] : []
  if (prompt !== '$ ' && prompt !== '> ') return []
  const hints: Hint[] = []
  const words = line.split(/\s+/)
  const first = words.find((word) => word !== '') ?? ''
  if (prompt === '$ ' && /^>\S/.test(line)) hints.push({ kind: 'pastedPrompt', where: 'shell' })
  if (prompt === '$ ' && /^[=*-]{5,}$|^-X/.test(first)) hints.push({ kind: 'pastedOutput' })
  else if (prompt === '$ ' && /^--[a-z]/.test(first)) hints.push({ kind: 'optionAlone', word: first })
  if (/\\[ \t]+#/.test(line)) hints.push({ kind: 'commentAfterBackslash' })
  const dashed = words.find((word) => LONG_DASHES.test(word) && /[a-z]/i.test(word))
  if (dashed !== undefined) hints.push({ kind: 'longDash', word: dashed, meant: dashed.replace(LONG_DASHES, '--') })
  const quoted = words.find((word) => /[“”‘’]/.test(word))
  if (quoted !== undefined) hints.push({ kind: 'curlyQuote', word: quoted })
  const removed = words.find((word) => Object.hasOwn(REMOVED, word))
  if (removed !== undefined && /kafka-/.test(line))
    hints.push({ kind: 'removedOption', word: removed, instead: REMOVED[removed] ?? '' })
  return hints
}
