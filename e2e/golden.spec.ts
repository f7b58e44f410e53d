import { keptHashes } from '../src/testing/golden/golden-file.ts'
import { instantsOf, playGolden } from '../src/testing/golden/golden-run.ts'
import { goldenRuns, runDataOf } from '../src/testing/golden/golden-runs.ts'
import type { FromWorker, RunData, ToWorker } from '../src/worker/port.ts'
import { expect, openPage, test } from './support/test.ts'

interface Asked {
  readonly workerUrl: string
  /** Each positioned at its end. */
  readonly runs: readonly RunData[]
}

/** In the page: opens each run in one worker of the built site, and asks for the hash of the state it ends in. */
async function hashesInWorker({ workerUrl, runs }: Asked): Promise<string[]> {
  const worker = new Worker(workerUrl, { type: 'module' })
  const post = (message: ToWorker) => worker.postMessage(message)
  const hashOf = (run: RunData, requestId: number) =>
    new Promise<string>((resolve, reject) => {
      worker.onerror = () => reject(new Error('the worker broke'))
      worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
        if (data.type === 'crashed') reject(new Error(data.message))
        if (data.type === 'hash' && data.requestId === requestId) resolve(data.hash)
        if (data.type !== 'frame') return
        const { atUs, playback, sequence } = data.frame
        post({ type: 'frameShown', sequence, wallMs: performance.now() })
        if (atUs === run.positionUs && playback.state !== 'seeking') post({ type: 'readHash', requestId })
      }
      post({ type: 'open', run, branches: null, playing: false })
    })
  const hashes: string[] = []
  for (const run of runs) hashes.push(await hashOf(run, hashes.length + 1))
  worker.terminate()
  return hashes
}

test("every golden run ends in Chromium's worker in the state that is written down", async ({ page }) => {
  test.setTimeout(600_000)
  const worker = page.waitForEvent('worker')
  await openPage(page)
  const workerUrl = (await worker).url()
  const golden = goldenRuns()
  const runs = golden.map((run) => runDataOf(run, playGolden(run).journal, instantsOf(run).at(-1)))
  const hashes = await page.evaluate(hashesInWorker, { workerUrl, runs })
  const kept = keptHashes()?.runs ?? {}
  const expected = golden.map(({ name }) => [name, Object.values(kept[name] ?? {}).at(-1)?.[0]])
  expect(golden.map(({ name }, index) => [name, hashes[index]])).toEqual(expected)
})
