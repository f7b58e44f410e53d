import { beforeAll, expect, test } from 'vitest'
import { loadMoreWords, setLanguage, t } from '../../i18n/index.ts'
import { TIMER_TYPES } from '../../kafka/common/timer-types.ts'
import type { Stepped } from '../../worker/port.ts'
import { stepText } from './step-text.ts'

beforeAll(() => loadMoreWords())

function timerOf(to: string, type: string, timer: (typeof TIMER_TYPES)[number] | null): Stepped {
  return {
    what: 'event',
    number: 1,
    event: { what: 'timer', type, timer, from: to, to, topicPartitions: [], records: 0 },
  }
}

test.each(['en', 'ko'] as const)(
  'whoever steps over a timer reads what it was for (%s), never its name',
  async (language) => {
    await setLanguage(language)
    for (const type of [...TIMER_TYPES, 'SomeTimer']) {
      const known = TIMER_TYPES.find((each) => each === type) ?? null
      const text = stepText(timerOf('broker-1', type, known), [], t)
      expect(text).toContain('broker-1')
      expect(text).toMatch(/\.$/)
      expect(text).not.toContain(type)
      expect(text.replaceAll('ZooKeeper', '')).not.toMatch(/[a-z][A-Z]|[{}|]/)
    }
  },
)

test('the client behind the page’s own buttons is called what it is', async () => {
  await setLanguage('en')
  expect(stepText(timerOf('admin', 'AdminWakeUp', 'AdminWakeUp'), [], t)).toContain('client in this page')
})
