/** `sleep 5`: simulated seconds. */
import { optionSet, readOptions } from '../options/getopt.ts'
import type { Program } from '../program.ts'
import { replayedTool } from '../replayed-tool.ts'
import { durationMs } from '../shell/duration.ts'

const OPTIONS = optionSet('sleep', '')

export const sleep: Program = {
  ...replayedTool((context) => {
    const read = readOptions(OPTIONS, context.args)
    if ('refusal' in read) {
      context.printError(read.refusal)
      return context.exit(read.exitCode)
    }
    const total = read.operands.reduce((sum, arg) => {
      const ms = durationMs(arg)
      if (ms === null) {
        context.printError(`sleep: invalid time interval ‘${arg}’\nTry 'sleep --help' for more information.\n`)
        return context.exit(1)
      }
      return sum + ms
    }, 0)
    if (read.operands.length === 0) {
      context.printError("sleep: missing operand\nTry 'sleep --help' for more information.\n")
      context.exit(1)
    }
    if (total > 0) context.sleep(total)
  }),
  startsAtOnce: true,
}
