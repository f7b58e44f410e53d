/**
 * Options that Kafka's tools know and nothing here acts on. They are answered in the simulator's own voice where they are
 * given: refused where the outcome would be another, named where only the way to it would. `option-limits.test.ts` finds
 * any that is neither read by its tool nor listed.
 */
import { inOwnVoice } from '../own-voice.ts'
import { exitProcess, type Program, writeError } from '../program.ts'

interface Limits {
  readonly refused?: readonly string[]
  readonly withoutEffect?: readonly string[]
}

export const OPTION_LIMITS: Readonly<Record<string, Limits>> = {
  'kafka-configs.sh': { refused: ['--ip', '--user'] },
  'kafka-console-consumer.sh': { refused: ['--enable-systest-events'] },
  'kafka-dump-log.sh': {
    refused: [
      '--cluster-metadata-decoder',
      '--key-decoder-class',
      '--remote-log-metadata-decoder',
      '--share-group-state-decoder',
      '--transaction-log-decoder',
      '--value-decoder-class',
    ],
    withoutEffect: ['--max-message-size'],
  },
  'kafka-features.sh': { refused: ['--node-id'] },
  'kafka-producer-perf-test.sh': { withoutEffect: ['--print-metrics'] },
  'kafka-reassign-partitions.sh': {
    refused: ['--disallow-replication-factor-change', '--replica-alter-log-dirs-throttle'],
  },
  'kafka-storage.sh': { refused: ['--add-scram'] },
  'kafka-topics.sh': { withoutEffect: ['--partition-size-limit-per-response'] },
  'kafka-verifiable-consumer.sh': { withoutEffect: ['--group-remote-assignor'] },
}

/** The program, which first looks at its options as they were given, `--option value` or `--option=value`. */
export function withOptionLimits(name: string, program: Program): Program {
  const limits = Object.hasOwn(OPTION_LIMITS, name) ? OPTION_LIMITS[name] : undefined
  if (limits === undefined) return program
  return {
    ...program,
    start(context) {
      const { process } = context
      const given = new Set(process.args.map((arg) => /^--[^=]+/.exec(arg)?.[0] ?? ''))
      const refused = (limits.refused ?? []).filter((option) => given.has(option))
      if (refused.length > 0) {
        writeError(process, inOwnVoice(`not simulated: ${refused.join(', ')}`))
        return exitProcess(process, 1)
      }
      const idle = (limits.withoutEffect ?? []).filter((option) => given.has(option))
      if (idle.length > 0)
        writeError(process, inOwnVoice(`no effect here, though real Kafka would act on it: ${idle.join(', ')}`))
      program.start(context)
    },
  }
}
