import { render, screen } from '@testing-library/react'
import { beforeAll, expect, test } from 'vitest'
import { loadMoreWords, setLanguage } from '../../i18n/index.ts'
import type { ReplicaImage } from '../../kafka/observe/cluster-image.ts'
import { sampleImage } from '../../testing/sample-image.ts'
import { MiniMap } from './MiniMap.tsx'

beforeAll(async () => {
  await loadMoreWords()
  await setLanguage('en')
})

function textsFor(leadersOf: (replica: ReplicaImage) => boolean) {
  const image = sampleImage()
  const replicas = [...image.replicas.values()].map((replica): ReplicaImage => {
    const role = leadersOf(replica) ? 'leader' : 'follower'
    return { ...replica, role }
  })
  render(<MiniMap image={{ ...image, replicas: new Map(replicas.map((each) => [each.id, each])) }} goTo={() => {}} />)
  return screen.getAllByRole('button').map((button) => button.textContent)
}

test('whose lanes lead is told by the partitions’ names, as the lanes have it', () => {
  const texts = textsFor(({ broker, topicPartition }) => broker === 1 && topicPartition.startsWith('orders-'))
  expect(texts[0]).toMatch(/^broker-1L orders-\d+(, -\d+)*$|^broker-1L \d+ partitions$/)
  expect(texts.slice(1).join(' ')).not.toContain('L ')
})
