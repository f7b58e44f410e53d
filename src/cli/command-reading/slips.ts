/** What can go wrong between a command in somebody's notes and the shell it is pasted into. */
export type Slip =
  /** `—-partitions`: a word processor's dash, so a word and no option. */
  | { readonly kind: 'longDash'; readonly word: string; readonly meant: string }
  | { readonly kind: 'curlyQuote'; readonly word: string }
  /** Letters of the width of a Korean or Chinese one: `：` is no colon. */
  | { readonly kind: 'fullWidth'; readonly word: string; readonly meant: string }
  /** A blank that no shell takes for one: no-break, ideographic. */
  | { readonly kind: 'oddBlank' }
  /** `\ # why`: the backslash escapes the blank instead of the line's end. */
  | { readonly kind: 'commentAfterBackslash' }
  | { readonly kind: 'blankAfterBackslash' }
  /** A line that begins with an option: the one before had no backslash. */
  | { readonly kind: 'optionAlone'; readonly word: string }
  /** `>hello` in the shell makes an empty file, in the producer a value that begins with `>`. */
  | { readonly kind: 'pastedPrompt'; readonly where: 'shell' | 'producer' }
  /** `$ kafka-topics.sh`: a shell looks for a program called `$`. */
  | { readonly kind: 'shellPrompt'; readonly word: string }
  /** Three backticks, alone or with a language: the notes' frame around a command, and to a shell a substitution. */
  | { readonly kind: 'codeFence' }
  /** `========`, or what a command printed. */
  | { readonly kind: 'pastedOutput' }
  /** An option that this version calls otherwise, or does not have any more, or not yet. */
  | { readonly kind: 'otherVersion'; readonly word: string; readonly instead: string; readonly version: string }
  | { readonly kind: 'misspeltOption'; readonly word: string; readonly meant: string }
  | { readonly kind: 'misspeltCommand'; readonly word: string; readonly meant: string }
  /** What went wrong has made the topic, with the defaults; what was meant would find it there. */
  | { readonly kind: 'topicLeft'; readonly word: string }
  /** What went wrong has committed the end of the topic for the group: from the beginning it reads only once that is taken back. */
  | { readonly kind: 'groupLeft'; readonly word: string }

const DASHES = '‐‑‒–—―−－'
export const CODE_FENCE = /^\s*(?:```|~~~)\s*[\w+-]*\s*$/
export const LONG_DASH = new RegExp(`^(?=-?[${DASHES}])[-${DASHES}]{1,3}(?=[a-z])`, 'i')
/** A line whose first word is an option, whichever its dashes are: it goes on with the command before. */
export const BEGINS_WITH_OPTION = new RegExp(`^\\s*[-${DASHES}]{1,3}[a-z]`, 'i')
/** A decoration, or what `echo $KAFKA_HEAP_OPTS` prints. */
export const PASTED_OUTPUT = /^(?:[=*-]{5,}|-X\S*)(?:\s|$)/
export const OPTION_ALONE = /^\s*--[a-z]/

/** The options of Kafka's scripts that have one dash and a whole word. */
const ONE_DASH = new Set(['daemon', 'loggc', 'name'])

/** What was meant by a word that begins with a word processor's dash. */
export function withoutLongDash(word: string): string {
  const rest = word.replace(LONG_DASH, '')
  return rest.length === 1 || ONE_DASH.has(rest) ? `-${rest}` : `--${rest}`
}
