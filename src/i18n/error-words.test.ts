import { afterEach, expect, test } from 'vitest'
import { ERROR_EXAMPLES } from '../testing/error-examples.ts'
import { ERROR_ROWS, explainError } from './error-words.ts'
import { setLanguage } from './index.ts'

afterEach(() => setLanguage('en'))

test('every row has an id of its own, and what it explains', () => {
  expect(ERROR_ROWS.length).toBeGreaterThan(70)
  expect(ERROR_ROWS.map(({ id }) => id).sort()).toEqual(Object.keys(ERROR_EXAMPLES).sort())
})

test('a line is explained by its own row, and by none that stands before it', () => {
  const met = Object.entries(ERROR_EXAMPLES).flatMap(([id, lines]) => lines.map((line) => [id, line] as const))
  expect(met.length).toBeGreaterThan(130)
  expect(met.filter(([id, line]) => explainError(line)?.id !== id)).toEqual([])
})

test('every explanation is whole in both languages: a few sentences, and nothing left to fill in', async () => {
  for (const language of ['en', 'ko'] as const) {
    await setLanguage(language)
    for (const line of Object.values(ERROR_EXAMPLES).flat()) {
      const { id, words, command } = explainError(line)!
      expect([id, words, command]).toEqual([
        id,
        expect.stringMatching(language === 'ko' ? /^(?=.*[가-힣]).{20,300}[.\]]$/ : /^[^가-힣]{40,420}[.\]]$/),
        command,
      ])
      expect(`${words} ${command}`).not.toMatch(/\{\w+(?:\|[^}]*)?\}|undefined/)
    }
  }
})

test('both languages name the same groups, which the pattern has', () => {
  const named = (text: string) => [...new Set([...text.matchAll(/\{(\w+)/g)].map(([, name]) => name))].sort()
  for (const { id, pattern, en, ko, command = '' } of ERROR_ROWS) {
    const groups = [...pattern.source.matchAll(/\(\?<(\w+)>/g)].map(([, name]) => name)
    expect([id, named(ko)]).toEqual([id, named(en)])
    expect([id, named(`${en} ${command}`).filter((name) => !groups.includes(name))]).toEqual([id, []])
  }
})

test('of all that a command printed the last thing is explained, stack traces and tables apart', () => {
  const printed = [
    "[2026-03-02 00:00:18,516] WARN Couldn't resolve server nohost:9092 from bootstrap.servers as DNS resolution failed for nohost (org.apache.kafka.clients.ClientUtils)",
    'Failed to create new KafkaAdminClient',
    'org.apache.kafka.common.KafkaException: Failed to create new KafkaAdminClient',
    '\tat org.apache.kafka.clients.admin.KafkaAdminClient.createInternal(KafkaAdminClient.java:1)',
    'Caused by: org.apache.kafka.common.config.ConfigException: Invalid url in bootstrap.servers: localhost',
    '\tat org.apache.kafka.clients.ClientUtils.parseAndValidateAddresses(ClientUtils.java:1)',
    '\t... 4 more',
    '',
    'Processed a total of 0 messages',
  ]
  expect(explainError(printed.join('\n'))?.id).toBe('hostWithoutPort')
  expect(explainError(printed.slice(0, 4).join('\n'))?.id).toBe('noBootstrap')
  expect(explainError(`${printed[0]}\n`)?.id).toBe('hostUnknown')
  expect(explainError('Created topic hello.kafka.\nhello.kafka\n')).toBeNull()
  expect(explainError('')).toBeNull()
})

test('the words name what the line names', async () => {
  const line = 'bash: line 2: kafka-topic.sh: command not found'
  expect(explainError(line)).toEqual({
    id: 'scriptNotFound',
    line,
    words: expect.stringContaining('There is no script kafka-topic.sh'),
    command: 'ls bin',
  })
  await setLanguage('ko')
  expect(explainError("Consumer group 'orders' is rebalancing.")).toMatchObject({
    words: expect.stringContaining('orders의 멤버'),
    command: 'kafka-consumer-groups.sh --bootstrap-server localhost:9092 --describe --group orders',
  })
})
