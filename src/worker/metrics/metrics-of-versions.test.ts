import '../../testing/every-version.ts'

import { expect, test } from 'vitest'
import { simulatorModel } from '../../cli/model.ts'
import { Timeline } from '../../engine/timeline.ts'
import type { ClusterSpec, Command } from '../../kafka/cluster/commands.ts'
import { PROFILE_NAMES } from '../../kafka/profile/properties-registry.ts'
import { emptyCluster } from '../../scenarios/index.ts'
import { readMetrics } from '../questions/read-metrics.ts'

test.each([...PROFILE_NAMES])('%s: only controllers that fence brokers count those they have fenced', (profile) => {
  const timeline = new Timeline<ClusterSpec, Command>(simulatorModel, emptyCluster(profile), 7, {})
  const ask = { type: 'readMetrics', fromUs: 0, toUs: 1_000_000, points: 10 } as const
  const inquiry = readMetrics.begin({ parts: {}, timeline } as never, ask)
  let answer = inquiry.step(1_000)
  while (answer === null) answer = inquiry.step(1_000)
  const names = answer.metrics.map(({ name }) => name)
  expect(names).toContain('ActiveControllerCount')
  expect(names.includes('FencedBrokerCount')).toBe(emptyCluster(profile).controllers.length > 0)
})
