import { encodeLink } from '../src/persistence/share-link.ts'
import { firstMinute } from '../src/scenarios/index.ts'
import { type EnginePage, enginePage } from '../src/testing/engine-page.ts'
import { ENGINE_VERSION } from '../src/worker/engine-version.ts'
import { simulatorParts } from '../src/worker/simulator-parts.ts'
import { readShare } from './support/page.ts'
import { expect, openPage, test } from './support/test.ts'

function seek(engine: EnginePage, atUs: number): void {
  engine.post({ type: 'seek', atUs })
  engine.watchUntil(`at ${atUs}`, () => engine.last.atUs === atUs && engine.last.playback.state !== 'seeking')
}

/** A run with something of everything: a terminal, an election, a rebalance, a cut link. */
function playInNode(seed: number): EnginePage {
  const engine = enginePage(simulatorParts)
  engine.open({ engineVersion: ENGINE_VERSION, spec: firstMinute(), seed, journal: [], positionUs: 8_000_000 })
  const line = 'bin/kafka-topics.sh --bootstrap-server my-kafka:9092 --create --topic hello.kafka --partitions 2'
  engine.command({ type: 'OpenTerminal', terminal: 'terminal-1', tty: true })
  engine.command({ type: 'TypeLine', terminal: 'terminal-1', text: line })
  seek(engine, 11_000_000)
  engine.command({ type: 'PowerCutNode', node: 'broker-2' })
  seek(engine, 14_000_000)
  engine.command({ type: 'RemoveConsumer', name: 'consumer-2' })
  engine.command({ type: 'CutLink', a: 'broker-1', b: 'payment-service' })
  seek(engine, 22_000_000)
  engine.command({ type: 'StartNode', node: 'broker-2' })
  seek(engine, 30_000_000)
  return engine
}

for (const seed of [41_877, 7]) {
  test(`the same run hashes alike in Node and in Chromium's worker (seed ${seed})`, async ({ page }) => {
    test.setTimeout(90_000)
    const engine = playInNode(seed)
    const { run } = engine.ask('runExported', { type: 'exportRun' })
    expect(run.journal).toHaveLength(6)
    const { positionEvents: _, ...timed } = run
    for (const atUs of [30_000_000, 20_123_456, 11_000_001]) {
      seek(engine, atUs)
      await openPage(page, `./${encodeLink({ ...timed, positionUs: atUs })}`)
      expect((await readShare(page)).fingerprint, `at ${atUs} µs`).toBe(engine.hash())
      await page.goto('about:blank')
    }
  })
}
