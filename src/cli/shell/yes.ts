/** Counterpart in coreutils: `yes`, which writes for ever. */
import { optionSet, readOptions } from '../options/getopt.ts'
import { exitProcess, type Program, writeError, writeOut } from '../program.ts'

/** As much as it writes at once, and what that counts for: a Java program at the other end takes as much in the time. */
const CHARS = 8_192
const STEPS = 5_000

const OPTIONS = optionSet('yes', '')

export const yes: Program = {
  client: null,
  isFilter: true,
  start({ process }) {
    const read = readOptions(OPTIONS, process.args)
    if (!('refusal' in read)) {
      process.state = { words: read.operands }
      return
    }
    writeError(process, read.refusal)
    exitProcess(process, read.exitCode)
  },
  onRoom({ process }) {
    const { words } = process.state as { readonly words: readonly string[] }
    const line = `${words.length === 0 ? 'y' : words.join(' ')}\n`
    writeOut(process, line.repeat(Math.max(1, Math.floor(CHARS / line.length))))
    return STEPS
  },
  onMessage() {},
  onTimer() {},
  onDisconnect() {},
  onInput() {},
  onInterrupt({ process }) {
    exitProcess(process, 130)
  },
}
