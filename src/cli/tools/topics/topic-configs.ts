import { parseConfigValue } from '../../../kafka/profile/config-def.ts'
import type { Profile } from '../../../kafka/profile/profile.ts'
import { illegalArgument, JavaException } from '../../java-errors.ts'
import type { ParsedOptions } from '../../options/jopt.ts'

/** `--config key=value` options, the last of a key counting; unknown keys are refused before anything is sent. */
export function parseTopicConfigs(options: ParsedOptions, profile: Profile): (readonly [string, string | null])[] {
  const configs = new Map<string, string>()
  for (const text of options.values('config')) {
    const match = /^\s*([^=\s]+)\s*=([\s\S]*)$/.exec(text)
    if (match === null) {
      throw illegalArgument(
        'requirement failed: Invalid topic config: all configs to be added must be in the format "key=val".',
      )
    }
    configs.set(match[1] ?? '', (match[2] ?? '').trim())
  }
  for (const name of configs.keys()) {
    if (!profile.configs.topic.has(name))
      throw new JavaException(
        'org.apache.kafka.common.errors.InvalidConfigurationException',
        `Unknown topic config name: ${name}`,
      )
  }
  for (const [name, value] of configs) {
    const definition = profile.configs.topic.get(name)
    const error = definition === undefined ? null : parseConfigValue(definition, value).error
    if (error !== null) throw new JavaException('org.apache.kafka.common.config.ConfigException', error)
  }
  return [...configs]
}
