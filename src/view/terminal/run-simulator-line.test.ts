import { expect, test, vi } from 'vitest'
import { t } from '../../i18n/index.ts'
import type { NodeStatus } from '../../kafka/observe/cluster-image.ts'
import { showFrame } from '../../store/image-store.ts'
import { type FakeEngine, pausedPlayback, wholeImage } from '../../testing/fake-engine.ts'
import { sampleImage } from '../../testing/sample-image.ts'
import { showSample } from '../../testing/show-sample.ts'
import { runSimulatorLine } from './run-simulator-line.ts'

const commandsOf = ({ posted }: FakeEngine) =>
  posted.flatMap((message) => (message.type === 'command' ? [message.command] : []))

function nodesWith(status: NodeStatus) {
  const { nodes } = sampleImage()
  return new Map([...nodes].map(([id, node]) => [id, id === 'broker-1' ? { ...node, status } : node]))
}

test('a broker that runs is stopped in good order, and started once it has stopped', async () => {
  const engine = showSample()
  const { text, deed } = await runSimulatorLine(':restart broker-1', t)
  expect(text).toMatch(/^broker-1 was told to stop at .*; as soon as it has stopped, it starts again\n$/)
  expect(deed).not.toBeNull()
  expect(commandsOf(engine)).toEqual([{ type: 'StopNode', node: 'broker-1' }])
  for (const status of ['stopping', 'stopped'] as const)
    showFrame(engine.frame({ delta: wholeImage({ nodes: nodesWith(status) }), whole: true }))
  await vi.waitFor(() =>
    expect(commandsOf(engine)).toEqual([
      { type: 'StopNode', node: 'broker-1' },
      { type: 'StartNode', node: 'broker-1' },
    ]),
  )
})

test('nobody seeks further ahead than can be computed while one waits, and is told how far one may', async () => {
  const engine = showSample({ atUs: 12_000_000, playback: { ...pausedPlayback, latestUs: 12_000_000 } })
  const seeks = () => engine.posted.filter(({ type }) => type === 'seek')
  const { text } = await runSimulatorLine(':seek 99999999s', t)
  expect(text).toBe('One seek goes at most four hours beyond what was played, so no further than 4:00:12.000 now.\n')
  expect(seeks()).toEqual([])
  expect((await runSimulatorLine(':seek 60:00', t)).text).toBe(
    'on the way to 1:00:00.000; :pause stops where it has come\n',
  )
  expect((await runSimulatorLine(':seek 20s', t)).text).toBe('00:20.000\n')
  expect(seeks().map((message) => 'atUs' in message && message.atUs)).toEqual([3_600_000_000, 20_000_000])
})
