import { expect, test } from 'vitest'
import { setLanguage } from '../i18n/index.ts'
import { tellDone, tellRefused } from './command-told.ts'
import { useToasts } from './toasts-store.ts'

test('only what was done last is offered to be taken back', async () => {
  await setLanguage('en')
  const taken: string[] = []
  await tellDone({ type: 'StopNode', node: 'broker-2' }, () => taken.push('stop'))
  tellRefused('broker-9 is not there.')
  await tellDone({ type: 'StartNode', node: 'broker-2' }, () => taken.push('start'))
  const { toasts } = useToasts.getState()
  expect(toasts.map(({ text }) => text)).toEqual(['broker-9 is not there.', 'Starting: broker-2'])
  for (const { action } of toasts) action?.run()
  expect(taken).toEqual(['start'])
})
