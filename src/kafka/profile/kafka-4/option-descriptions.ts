import { OPTION_WORDS } from '../option-words.ts'
import type { OptionWords } from '../tool-profile.ts'

/** What there is to say of 4.3.1's options. */
export const OPTION_DESCRIPTIONS: Readonly<Record<string, OptionWords>> = {
  ...OPTION_WORDS,
  'admin.config': 'Old name of --command-config.',
  'entity-type':
    'Kind of thing whose settings are meant: topics, brokers, broker-loggers, groups, clients, users, ips or client-metrics.',
}
