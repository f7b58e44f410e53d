import { expect, test } from 'vitest'
import { hintsFor } from './hints.ts'

test.each([
  ['$ ', '—-partitions 3 \\', [{ kind: 'longDash', word: '—-partitions', meant: '--partitions' }]],
  ['> ', '—-config retention.ms=1', [{ kind: 'longDash', word: '—-config', meant: '--config' }]],
  ['$ ', 'kafka-topics.sh –list', [{ kind: 'longDash', word: '–list', meant: '--list' }]],
  ['> ', '--create \\ # 토픽 생성', [{ kind: 'commentAfterBackslash' }]],
  ['$ ', '--from-beginning', [{ kind: 'optionAlone', word: '--from-beginning' }]],
  ['$ ', '>key1:no1', [{ kind: 'pastedPrompt', where: 'shell' }]],
  ['>', '>hello', [{ kind: 'pastedPrompt', where: 'producer' }]],
  ['$ ', '==================================', [{ kind: 'pastedOutput' }]],
  ['$ ', '```bash', [{ kind: 'codeFence' }]],
  ['$ ', '-Xmx300m -Xms300m', [{ kind: 'pastedOutput' }]],
  ['$ ', 'echo “hello”', [{ kind: 'curlyQuote', word: '“hello”' }]],
  ['$ ', 'kafka-topics.sh --list \\ ', [{ kind: 'blankAfterBackslash' }]],
  ['$ ', 'kafka-topics.sh\u00a0--list', [{ kind: 'oddBlank' }]],
  ['$ ', 'echo a：b', [{ kind: 'fullWidth', word: 'a：b', meant: 'a:b' }]],
])('after %j: %s', (prompt, line, hints) => {
  expect(hintsFor(line, prompt)).toEqual(hints)
})

test.each([
  ['$ ', 'kafka-topics.sh --bootstrap-server localhost:9092 --list'],
  ['$ ', 'kafka-topics.sh \\'],
  ['> ', '--list # what there is'],
  // It ends what the first one began, of which the reader has been told.
  ['> ', '```'],
  ['>', '```'],
  ['$ ', 'echo a > file'],
  ['>', '—-partitions is a fine value'],
  ['', 'typed while a consumer runs'],
])('after %j nothing is wrong with %s', (prompt, line) => {
  expect(hintsFor(line, prompt)).toEqual([])
})
