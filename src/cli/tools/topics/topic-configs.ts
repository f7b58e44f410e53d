import { CONFIG_DEF } from '../../../kafka/clients/core/bootstrap.ts'
import { classOfError } from '../../../kafka/common/java-classes.ts'
import { duplicateWarnings, parseConfigValue } from '../../../kafka/profile/config-def.ts'
import { conflictOfLags } from '../../../kafka/profile/validate-topic-configs.ts'
import { illegalArgument, JavaException } from '../../java-errors.ts'
import type { ParsedOptions } from '../../options/jopt.ts'
import { logLine, type ToolContext } from '../../replayed-tool.ts'

/** `--config key=value` options, the last of a key counting; unknown keys are refused before anything is sent. */
export function parseTopicConfigs(
  options: ParsedOptions,
  context: Pick<ToolContext, 'profile' | 'print' | 'printError' | 'wallClockMs'>,
): (readonly [string, string | null])[] {
  const { profile } = context
  const configs = new Map<string, string>()
  for (const text of options.values('config')) {
    const words = splitLikeJava(text)
    const [key, value] = words
    if (key === undefined || value === undefined || words.length !== 2) {
      throw illegalArgument(
        'requirement failed: Invalid topic config: all configs to be added must be in the format "key=val".',
      )
    }
    configs.set(key.trim(), value.trim())
  }
  for (const name of configs.keys()) {
    if (!profile.configs.topic.has(name))
      throw new JavaException(
        'org.apache.kafka.common.errors.InvalidConfigurationException',
        `Unknown topic config name: ${name}`,
      )
  }
  for (const warning of duplicateWarnings(profile.configs.topic, Object.fromEntries(configs)))
    context.printError(logLine(context.wallClockMs, 'WARN', warning, CONFIG_DEF))
  for (const [name, value] of configs) {
    const definition = profile.configs.topic.get(name)
    const error = definition === undefined ? null : parseConfigValue(definition, value).error
    if (error !== null) throw new JavaException('org.apache.kafka.common.config.ConfigException', error)
  }
  checkLags(Object.fromEntries(configs), { hasFrames: true })
  warnOfMessageFormat(configs, context)
  return [...configs]
}

/** By the defaults of Kafka, since the tool knows no broker's. */
export function checkLags(settings: Readonly<Record<string, string>>, told: { readonly hasFrames: boolean }): void {
  const conflict = conflictOfLags((name) => Number(settings[name] ?? (name.startsWith('min') ? 0 : Infinity)))
  if (conflict !== null) throw new JavaException(classOfError('InvalidConfigurationException'), conflict, told)
}

/** Said by the tools of versions that have this setting, whatever it is set to. */
export function warnOfMessageFormat(
  configs: ReadonlyMap<string, string>,
  { profile, print }: Pick<ToolContext, 'profile' | 'print'>,
): void {
  const value = configs.get(MESSAGE_FORMAT)
  if (value === undefined || !profile.configs.topic.has(MESSAGE_FORMAT)) return
  print(
    `WARNING: The configuration ${MESSAGE_FORMAT}=${value} is specified. This configuration will be ignored if the version is newer than the inter.broker.protocol.version specified in the broker.\n`,
  )
}

const MESSAGE_FORMAT = 'message.format.version'

/** `String.split` at equals signs: empty words at the end are none, those in front are. */
function splitLikeJava(text: string): string[] {
  const words = text.split(/\s*=\s*/)
  while (words.length > 1 && words.at(-1) === '') words.pop()
  return words
}
