// @vitest-environment jsdom
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { loadMoreWords, setLanguage } from '../i18n/index.ts'
import { showSample } from '../testing/show-sample.ts'
import type { FromWorker, ToWorker } from '../worker/port.ts'
import { doTogether } from './gesture.ts'
import { useToasts } from './toasts-store.ts'

const kill = { type: 'KillNode', node: 'broker-2' } as const
const release = { type: 'ReleaseLink', from: 'broker-3', to: 'broker-2' } as const
const toasts = () => useToasts.getState().toasts
const texts = () => toasts().map(({ text }) => text)
const refused = (message: ToWorker): FromWorker | undefined =>
  message.type === 'command' && message.command.type === 'ReleaseLink'
    ? { type: 'commandDone', requestId: message.requestId, entry: null, branchId: '1', error: 'No such link.' }
    : undefined

beforeAll(async () => {
  await loadMoreWords()
  await setLanguage('en')
})
beforeEach(() => useToasts.setState({ toasts: [] }))

test('a gesture of two commands is told by its first, and taken back as one', async () => {
  const engine = showSample()
  await doTogether([kill, release])
  expect(texts()).toEqual(['Killed: broker-2'])
  await toasts()[0]!.action!.run()
  expect(engine.posted.filter(({ type }) => type === 'undo')).toHaveLength(2)
})

test('what is refused is told, and what was done before it can be taken back', async () => {
  const engine = showSample({}, { answer: refused })
  await doTogether([kill, release, kill])
  expect(engine.posted.filter(({ type }) => type === 'command')).toHaveLength(2)
  expect(texts()).toEqual(['Killed: broker-2', 'No such link.'])
})
