import { keptHashes } from '../src/testing/golden/golden-file.ts'
import { instantsOf, playGolden } from '../src/testing/golden/golden-run.ts'
import { goldenRuns, runDataOf } from '../src/testing/golden/golden-runs.ts'
import type { FromWorker, RunData, ToWorker } from '../src/worker/port.ts'
import { pause } from './support/page.ts'
import { expect, openPage, test } from './support/test.ts'

interface Asked {
  readonly workerUrl: string
  readonly runs: readonly { readonly run: RunData; readonly instants: readonly number[] }[]
}

/**
 * In the page: opens each run at its end in one worker of the built site, and asks for the hash of the state there. Then
 * the worker goes back to each of the other instants, the latest first, and is asked again. Hashes in the order of instants.
 */
async function hashesInWorker({ workerUrl, runs }: Asked): Promise<string[][]> {
  const worker = new Worker(workerUrl, { type: 'module' })
  const post = (message: ToWorker) => worker.postMessage(message)
  let requests = 0
  const hashAt = (positionUs: number, goThere: ToWorker) =>
    new Promise<string>((resolve, reject) => {
      const requestId = ++requests
      worker.onerror = () => reject(new Error('the worker broke'))
      worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
        if (data.type === 'crashed') reject(new Error(data.message))
        if (data.type === 'hash' && data.requestId === requestId) resolve(data.hash)
        if (data.type !== 'frame') return
        const { atUs, playback, sequence } = data.frame
        post({ type: 'frameShown', sequence, wallMs: performance.now() })
        if (atUs === positionUs && playback.state !== 'seeking') post({ type: 'readHash', requestId })
      }
      post(goThere)
    })
  const hashes: string[][] = []
  for (const { run, instants } of runs) {
    const ofRun = [await hashAt(run.positionUs, { type: 'open', run, branches: null, playing: false })]
    for (const atUs of instants.slice(0, -1).reverse()) ofRun.unshift(await hashAt(atUs, { type: 'seek', atUs }))
    hashes.push(ofRun)
  }
  worker.terminate()
  return hashes
}

test("every golden run is in Chromium's worker, at each of its instants, in the state that is written down", async ({
  page,
}) => {
  test.setTimeout(1_200_000)
  const worker = page.waitForEvent('worker')
  await openPage(page)
  // What is on show must not take the worker's time.
  await pause(page)
  const workerUrl = (await worker).url()
  const golden = goldenRuns()
  const runs = golden.map((run) => {
    const instants = instantsOf(run)
    return { run: runDataOf(run, playGolden(run).journal, instants.at(-1)), instants }
  })
  const hashes = await page.evaluate(hashesInWorker, { workerUrl, runs })
  const kept = keptHashes()?.runs ?? {}
  const expected = golden.map(({ name }) => [name, Object.values(kept[name] ?? {}).map(([state]) => state)])
  expect(golden.map(({ name }, index) => [name, hashes[index]])).toEqual(expected)
})
