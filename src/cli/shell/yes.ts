/** Counterpart in coreutils: `yes`, which writes for ever. */
import { exitProcess, type Program, writeOut } from '../program.ts'

/** As much as it writes at once, and what that counts for: a Java program at the other end takes as much in the time. */
const CHARS = 8_192
const STEPS = 5_000

export const yes: Program = {
  client: null,
  isFilter: true,
  start() {},
  onRoom({ process }) {
    const line = `${process.args.length === 0 ? 'y' : process.args.join(' ')}\n`
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
