import type { KnownSettings } from '../../kafka/cluster/settings-of.ts'
import type { QuickQuestion } from './question.ts'

interface ReadSettings {
  readonly type: 'readSettings'
}

/** What the run's Kafka version knows of its settings. */
interface Settings {
  readonly type: 'settings'
  readonly settings: KnownSettings
}

const NO_SETTINGS: KnownSettings = { topic: {}, broker: {}, producer: {}, consumer: {} }

export const readSettings: QuickQuestion<ReadSettings, Settings> = {
  answer: ({ parts, timeline }) => ({
    type: 'settings',
    settings: parts.settingsOf?.(timeline.world) ?? NO_SETTINGS,
  }),
}
