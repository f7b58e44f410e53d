import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseTranscript, playTranscript } from '../transcript.ts'

const folder = new URL('.', import.meta.url)
const transcripts = readdirSync(folder).filter((name) => name.endsWith('.transcript'))

describe('what a learner types, and what then stands on the screen', () => {
  test.each(transcripts)('%s', (name) => {
    expect(playTranscript(readFileSync(new URL(name, folder), 'utf8')).join('\n\n')).toBe('')
  })
})

test('a screen that shows something else is a difference', () => {
  expect(playTranscript('$ echo hello\nhello')).toEqual([])
  expect(playTranscript('$ echo hello\nhallo').join()).toContain('--- on screen\nhello')
  expect(playTranscript('$ echo "a 12 b"\na <n> b')).toEqual([])
  expect(playTranscript('$ seq 2\n~ 2\n~ 1')).toEqual([])
  expect(playTranscript('$ seq 2\n~ 1\n~ 1')).not.toEqual([])
})

test('steps belong to the terminal named last', () => {
  const steps = parseTranscript('$ a\nout\n@other\n> b\n^C')
  expect(steps.map(({ terminal, action, expected }) => [terminal, action.kind, expected])).toEqual([
    ['first', 'type', ['out']],
    ['other', 'type', []],
    ['other', 'interrupt', []],
  ])
})
