/** Options of 4.3.1's tools that have new names (KIP-1147 for most) and are taken under their old ones still. */
import type { RenamedOption, ToolProfile } from '../tool-profile.ts'

const inTheWordsOf =
  (words: (old: string, current: string) => string) =>
  (old: string, current: string): RenamedOption => ({ old, current, notice: `${words(old, current)}\n` })

const ofProducer = inTheWordsOf(
  (old, current) =>
    `Warning: --${old} is deprecated and will be removed in a future version. Use --${current} instead.`,
)
const ofConsumer = inTheWordsOf(
  (old, current) => `Option --${old} is deprecated and will be removed in a future version. Use --${current} instead.`,
)
const ofOthers = inTheWordsOf(
  (old, current) =>
    `Option --${old} has been deprecated and will be removed in a future version. Use --${current} instead.`,
)

export const RENAMED_OPTIONS: ToolProfile['renamedOptions'] = {
  'kafka-cluster': [ofOthers('config', 'command-config')],
  'kafka-console-consumer': [
    ofConsumer('consumer-property', 'command-property'),
    ofConsumer('consumer.config', 'command-config'),
    ofConsumer('property', 'formatter-property'),
  ],
  'kafka-console-producer': [
    ofProducer('producer-property', 'command-property'),
    ofProducer('producer.config', 'command-config'),
    ofProducer('property', 'reader-property'),
  ],
  'kafka-features': [
    {
      old: 'metadata',
      current: 'release-version',
      notice: ' `metadata` flag is deprecated and may be removed in a future release.\n',
    },
  ],
  'kafka-leader-election': [ofOthers('admin.config', 'command-config')],
  'kafka-verifiable-consumer': [ofOthers('consumer.config', 'command-config')],
  'kafka-verifiable-producer': [ofOthers('producer.config', 'command-config')],
}
