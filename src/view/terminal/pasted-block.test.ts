import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { TerminalImage } from '../../kafka/observe/cluster-image.ts'
import { useImageStore } from '../../store/image-store.ts'
import { giveUpWaiting, hasReadItsLines, writtenBy } from './pasted-block.ts'
import { isSimulatorLine } from './simulator-commands.ts'

const NAME = 'terminal-1'

function show(terminal: Partial<TerminalImage>): void {
  const { image } = useImageStore.getState()
  const whole = { name: NAME, outputLength: 2, prompt: '$ ', running: null, goesOn: false, ...terminal }
  useImageStore.setState({ image: { ...image, terminals: new Map([[NAME, whole as TerminalImage]]) } })
}

/** What has become of the waiting by now. */
async function stateOf(waiting: Promise<boolean>): Promise<boolean | 'waits'> {
  return Promise.race([waiting, Promise.resolve('waits' as const)])
}

beforeEach(() => {
  vi.useFakeTimers()
  show({})
})
afterEach(() => void vi.useRealTimers())

test('a line for the simulator waits until what was pasted before it has run', async () => {
  const waiting = hasReadItsLines(NAME, writtenBy(NAME))
  expect(await stateOf(waiting)).toBe('waits')
  show({ outputLength: 60, prompt: '', running: 'kafka-topics.sh' })
  expect(await stateOf(waiting)).toBe('waits')
  show({ outputLength: 80 })
  expect(await stateOf(waiting)).toBe(true)
})

test('a producer is waited for until it shows its prompt, a consumer for a moment', async () => {
  const toProducer = hasReadItsLines(NAME, writtenBy(NAME))
  show({ outputLength: 40, prompt: '', running: 'kafka-console-producer.sh', goesOn: true })
  expect(await stateOf(toProducer)).toBe('waits')
  show({ outputLength: 41, prompt: '>', running: 'kafka-console-producer.sh', goesOn: true })
  expect(await stateOf(toProducer)).toBe(true)

  const toConsumer = hasReadItsLines(NAME, writtenBy(NAME))
  show({ outputLength: 90, prompt: '', running: 'kafka-console-consumer.sh', goesOn: true })
  expect(await stateOf(toConsumer)).toBe('waits')
  vi.advanceTimersByTime(1_000)
  expect(await stateOf(toConsumer)).toBe(true)
})

test('Ctrl-C drops the rest of the block', async () => {
  const waiting = hasReadItsLines(NAME, writtenBy(NAME))
  show({ outputLength: 60, prompt: '', running: 'kafka-topics.sh' })
  giveUpWaiting(NAME)
  show({ outputLength: 62 })
  expect(await stateOf(waiting)).toBe(false)
})

test('at a prompt of a producer only the very words of the simulator are for it', () => {
  expect(isSimulatorLine(':kill broker-1', '$ ')).toBe(true)
  expect(isSimulatorLine(':kil broker-1', '$ ')).toBe(true)
  expect(isSimulatorLine(': > file', '$ ')).toBe(false)
  expect(isSimulatorLine(':kill broker-1', '>')).toBe(true)
  for (const record of [':hello', ':)', ':', ':kil']) expect(isSimulatorLine(record, '>'), record).toBe(false)
})
