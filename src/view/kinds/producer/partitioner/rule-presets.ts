import type { MessageKey } from '../../../../i18n/index.ts'

export interface RulePreset {
  readonly label: MessageKey
  readonly rule: string
}

/** Rules to begin with. Each gives some partition for any key, none included, on a topic of any size. */
export const rulePresets: readonly RulePreset[] = [
  {
    label: 'partitioning.preset.vip',
    rule: `key != null && key.startsWith("VIP")
  ? hash(key) % max(1, numPartitions * 8 / 10)
  : numPartitions * 8 / 10
    + (key == null ? counter : hash(key)) % (numPartitions - numPartitions * 8 / 10)`,
  },
  {
    label: 'partitioning.preset.region',
    rule: `key == null ? counter % numPartitions
  : key.startsWith("kr-") ? 0
  : key.startsWith("us-") ? 1 % numPartitions
  : 2 % numPartitions`,
  },
  {
    label: 'partitioning.preset.evenOdd',
    rule: `key == null ? counter % min(2, numPartitions)
  : int(key.substring(key.indexOf("-") + 1)) % min(2, numPartitions)`,
  },
]
