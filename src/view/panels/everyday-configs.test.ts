import { expect, test } from 'vitest'
import { settingsOfProfile } from '../../kafka/cluster/settings-of.ts'
import { profileOf } from '../../kafka/profile/registry.ts'
import '../../testing/every-version.ts'
import { otherConfigs, type SettingScope, shownConfigs } from './everyday-configs.ts'

const SCOPES: readonly SettingScope[] = ['producer', 'consumer', 'topic']
const ERAS = ['kafka-4', 'kafka-2.5'] as const
const settingsOf = (era: (typeof ERAS)[number]) => settingsOfProfile(profileOf(era))

test.each(ERAS)('%s: whatever the version knows is shown, or can be asked for', (era) => {
  const settings = settingsOf(era)
  for (const scope of SCOPES) {
    const shown = shownConfigs(settings, scope, {})
    const own = ['bootstrap.servers', 'client.id', 'group.id', 'partitioner.class']
    const reachable = [...shown.map(({ key }) => key), ...otherConfigs(settings, scope, shown), ...own]
    expect(Object.keys(settings[scope]).filter((key) => !reachable.includes(key))).toEqual([])
  }
})

test('what was asked for stands last, and is not offered again', () => {
  const settings = settingsOf('kafka-4')
  const shown = shownConfigs(settings, 'consumer', {}, ['fetch.min.bytes'])
  expect(shown.at(-1)).toMatchObject({ key: 'fetch.min.bytes', defaultValue: '1', inVain: false })
  expect(otherConfigs(settings, 'consumer', shown)).not.toContain('fetch.min.bytes')
})

test('where to begin without an offset is written out only in the version that takes more than three words', () => {
  const begins = (era: (typeof ERAS)[number]) =>
    shownConfigs(settingsOf(era), 'consumer', {}).find(({ key }) => key === 'auto.offset.reset')
  expect(begins('kafka-4')?.suggested).toContain('by_duration:PT1H')
  expect(begins('kafka-2.5')?.choices).toEqual(['latest', 'earliest', 'none'])
})
