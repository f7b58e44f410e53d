/** Words before a command that make no difference here: whoever types may do everything anyway, and nothing hangs up. */

export interface PrefixedWords {
  readonly args: readonly string[]
  /** `command`: no function is meant. */
  readonly skipsFunctions: boolean
  /** `nohup`: it has nothing to do with the terminal. */
  readonly outlivesHangup: boolean
}

const SUDO_VALUES: ReadonlySet<string> = new Set(['-u', '-g', '-h', '-p', '-C', '-r', '-t', '-U', '-T', '-D', '-R'])
const SUDO_FLAGS = /^(-[AbEHnPS]+|--preserve-env(=.*)?|--)$/

export function withoutPrefixes(words: readonly string[]): PrefixedWords {
  let args = words
  let skipsFunctions = false
  let outlivesHangup = false
  for (;;) {
    const [name, next] = args
    if (name === 'sudo' && next !== undefined) {
      const rest = behindSudo(args.slice(1))
      if (rest === null) return { args, skipsFunctions, outlivesHangup }
      args = rest
      skipsFunctions = true
    } else if (name === 'nohup' && next !== undefined) {
      args = args.slice(1)
      outlivesHangup = true
    } else if (name === 'command' && next !== undefined && !next.startsWith('-')) {
      args = args.slice(1)
      skipsFunctions = true
    } else return { args, skipsFunctions, outlivesHangup }
  }
}

/** Null where an option is given that means something else than to run what follows. */
function behindSudo(words: readonly string[]): readonly string[] | null {
  let at = 0
  for (let word = words[at]; word !== undefined; word = words[at]) {
    if (SUDO_VALUES.has(word)) at += 2
    else if (SUDO_FLAGS.test(word) || /^-u\w+$/.test(word)) at++
    else break
  }
  const rest = words.slice(at)
  return rest.length === 0 || rest[0]?.startsWith('-') === true ? null : rest
}
