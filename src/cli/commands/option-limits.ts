/**
 * Options that Kafka's tools know and nothing here acts on. They are answered in the simulator's own voice where they are
 * given: refused where the outcome would be another, named where only the way to it would. `option-limits.test.ts` finds
 * any that is neither read by its tool nor said to be without effect in its row.
 */
import { inOwnVoice } from '../own-voice.ts'
import { exitProcess, type Program, writeError } from '../program.ts'

export interface OptionLimits {
  readonly refused?: readonly string[]
  readonly withoutEffect?: readonly string[]
}

/** Those of the options that a version's tool has; the others it refuses itself, in Kafka's words. */
export function limitsIn({ refused = [], withoutEffect = [] }: OptionLimits, words: readonly string[]): OptionLimits {
  const isKnown = (option: string) => words.includes(option)
  return { refused: refused.filter(isKnown), withoutEffect: withoutEffect.filter(isKnown) }
}

/** The program, which first looks at its options as they were given, `--option value` or `--option=value`. */
export function withOptionLimits({ refused = [], withoutEffect = [] }: OptionLimits, program: Program): Program {
  if (refused.length + withoutEffect.length === 0) return program
  return {
    ...program,
    start(context) {
      const { process } = context
      const given = new Set(process.args.map((arg) => /^--[^=]+/.exec(arg)?.[0] ?? ''))
      const notHere = refused.filter((option) => given.has(option))
      if (notHere.length > 0) {
        writeError(process, inOwnVoice(`not simulated: ${notHere.join(', ')}`))
        return exitProcess(process, 1)
      }
      const idle = withoutEffect.filter((option) => given.has(option))
      if (idle.length > 0)
        writeError(process, inOwnVoice(`no effect here, though real Kafka would act on it: ${idle.join(', ')}`))
      program.start(context)
    },
  }
}
