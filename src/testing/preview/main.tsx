// The page over a fake engine with a hand-made image; open /src/testing/preview/index.html of the dev server.
import { createRoot } from 'react-dom/client'
import { setLanguage } from '../../i18n/index.ts'
import { openStorage } from '../../persistence/storage.ts'
import { preferencesFromAddress } from '../../store/preferences-storage.ts'
import { usePreferences } from '../../store/preferences-store.ts'
import { useSelectionStore } from '../../store/selection-store.ts'
import { startSession } from '../../store/session.ts'
import { App } from '../../view/App.tsx'
import { followPreferences } from '../../view/parts/appearance.ts'
import { runFormat } from '../../worker/run-schema.ts'
import { fakeEngine, pausedPlayback, wholeImage } from '../fake-engine.ts'
import { SAMPLE_AT_US, sampleFlights, sampleImage } from '../sample-image.ts'

const engine = fakeEngine()
const image = sampleImage()
const storage = await openStorage(runFormat)
usePreferences.getState().setPreferences(preferencesFromAddress(new URLSearchParams(location.search)))
await setLanguage(usePreferences.getState().language)
followPreferences()
createRoot(document.getElementById('root')!).render(<App />)
await startSession(
  storage,
  () => engine,
  () => import('../../store/other-runs.ts'),
)
engine.frame({
  atUs: SAMPLE_AT_US,
  delta: wholeImage(image),
  inFlight: { set: sampleFlights(image), removed: [] },
  playback: { ...pausedPlayback, latestUs: SAMPLE_AT_US * 1.4 },
  branches: [
    { id: 'main', name: '', parentId: null, forkedAtUs: 0, latestUs: SAMPLE_AT_US * 1.4, commands: 3 },
    { id: 'b', name: 'acks=1', parentId: 'main', forkedAtUs: 9_000_000, latestUs: 11_000_000, commands: 4 },
  ],
  marks: [
    { atUs: 2_000_000, kind: 'command', happeningId: 0 },
    { atUs: 4_000_000, kind: 'rebalance', happeningId: 1 },
    { atUs: 9_000_000, kind: 'fault', happeningId: 2 },
    { atUs: 9_800_000, kind: 'election', happeningId: 3 },
    { atUs: 10_300_000, kind: 'isr', happeningId: 4 },
    { atUs: 12_300_000, kind: 'loss', happeningId: 5 },
  ],
  happenings: [
    {
      id: 1,
      atUs: 4_000_000,
      causedBy: 0,
      body: { type: 'MemberJoined', groupId: 'hello-group', memberId: 'm', client: 'consumer-1' },
    },
    { id: 2, atUs: 9_000_000, causedBy: 0, body: { type: 'NodeKilled', node: 'broker-2' } },
    {
      id: 3,
      atUs: 9_800_000,
      causedBy: 2,
      body: {
        type: 'LeaderElected',
        topicPartition: 'orders-1',
        from: 2,
        to: 3,
        leaderEpoch: 7,
        election: 'clean',
        isr: [3, 1],
      },
    },
    {
      id: 4,
      atUs: 10_300_000,
      causedBy: 2,
      body: { type: 'IsrShrunk', topicPartition: 'orders-0', removed: [2], isr: [1, 3], by: 'controller' },
    },
  ],
})
const select = new URLSearchParams(location.search).get('select')?.split(':')
if (select !== undefined) useSelectionStore.getState().select({ kind: select[0] ?? '', id: select[1] ?? '' })
