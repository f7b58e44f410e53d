// A Kafka version's data comes with the first run that needs it, and with no other.

import { describe, expect, test } from 'vitest'
import { commandsOf } from '../cli/commands/registry.ts'
import { hasProfile } from '../kafka/profile/registry.ts'
import { emptyCluster, firstMinute } from '../scenarios/index.ts'
import { type EnginePage, enginePage } from '../testing/engine-page.ts'
import { readSources, type TreeNode, walk } from '../testing/tidy/source-file.ts'
import { ENGINE_VERSION } from './engine-version.ts'
import { lazySimulatorParts } from './lazy-simulator-parts.ts'
import type { RunData } from './port.ts'
import { simulatorParts } from './simulator-parts.ts'

const OLD = 'kafka-2.5'

function runOf(spec: RunData['spec']): RunData {
  return { engineVersion: ENGINE_VERSION, spec, seed: 5, journal: [], positionUs: 8_000_000 }
}

/** An ensemble by itself: what its brokers do is another story. */
const ensemble = runOf({ ...emptyCluster(OLD), brokers: [] })

/** Lets a dynamic import come in, and the engine act on it. */
async function arrive(page: EnginePage): Promise<void> {
  await import('../kafka/profile/fetched-registry.ts')
  while (page.messages.length === 0) {
    await new Promise((resolve) => setTimeout(resolve, 1))
    page.clock.settle()
  }
}

test('a run of the default version fetches no other, a run of another fetches that, data and tools', async () => {
  const page = enginePage(
    lazySimulatorParts(
      () => import('./terminal-side.ts'),
      () => import('./rule-side.ts'),
    ),
  )
  page.open(runOf(firstMinute()))
  expect(page.last.atUs).toBe(8_000_000)
  expect(hasProfile(OLD)).toBe(false)

  const old = enginePage(
    lazySimulatorParts(
      () => import('./terminal-side.ts'),
      () => import('./rule-side.ts'),
    ),
  )
  old.open(ensemble)
  expect(old.messages).toEqual([])
  await arrive(old)
  expect(old.messages.at(-1)?.type).toBe('frame')
  expect(old.image.zookeepers.get('zookeeper-3')).toMatchObject({ serving: true })
  expect(commandsOf(OLD).row('kafka-topics.sh')?.words).toContain('--zookeeper')
})

test('what nobody knows is refused by the reader of runs, in words that name those there are', () => {
  for (const profile of ['kafka-0.8', 'toString']) {
    const page = enginePage(simulatorParts)
    page.open(runOf({ ...emptyCluster(), profile }))
    expect(page.messages).toMatchObject([
      { type: 'crashed', message: expect.stringContaining('one of the profiles there are: kafka-4, kafka-2.5') },
    ])
  }
})

describe('what makes up the other version', () => {
  const own = /^src\/kafka\/profile\/kafka-(?!4\/)[^/]+\//
  const files = readSources('src').filter(({ isTest, path }) => !isTest && !path.startsWith('src/testing/'))

  test('is reached from outside its folder by its properties, the names of its containers and one import that waits until it is asked for', () => {
    const ways = files
      .filter(({ path }) => !own.test(path))
      .flatMap(({ path, imports }) =>
        imports.flatMap(({ target = '' }) => (own.test(target) ? [`${path} to ${target.replace(own, '')}`] : [])),
      )
    expect(ways).toEqual([
      // Two names, which a dialog of the page has that is fetched when it is opened.
      'src/kafka/profile/container-registry.ts to container-images.ts',
      'src/kafka/profile/fetched-registry.ts to version.ts',
      'src/kafka/profile/properties-registry.ts to shipped-properties.ts',
    ])
    const registry = files.find(({ path }) => path.endsWith('/fetched-registry.ts'))
    const fetched: TreeNode[] = []
    if (registry !== undefined)
      walk(registry.program, (node) => void (node.type === 'ImportExpression' && fetched.push(node)))
    expect(fetched).toHaveLength(1)
  })
})
