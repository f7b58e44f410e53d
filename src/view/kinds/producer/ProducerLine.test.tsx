// @vitest-environment jsdom
import { render, screen } from '@testing-library/react'
import { beforeAll, expect, test } from 'vitest'
import { loadMoreWords, setLanguage, t } from '../../../i18n/index.ts'
import { buildImage } from '../../../kafka/observe/image/build-image.ts'
import { clusterOf } from '../../../testing/cluster-of.ts'
import { ProducerLine, producerSentence, tellsOfProducer } from './ProducerLine.tsx'
import { producerDetails } from './producer-details.ts'

beforeAll(async () => {
  await setLanguage('en')
  await loadMoreWords()
})

test('a producer whose settings are refused is not told to run, and says why beside it', () => {
  const cluster = clusterOf()
  cluster.topic('orders')
  const config = { acks: '1', 'enable.idempotence': 'false', 'transactional.id': 'tx1' }
  const workload = { topic: 'orders', recordsPerSecond: 2, keys: ['a'], valueBytes: 10 }
  cluster.command({ type: 'AddProducer', producer: { name: 'payments', config, workload } })
  cluster.runFor({ ms: 1_000 })
  const image = buildImage(cluster.world)
  const producer = image.producers.get('payments')!
  expect(producer).toMatchObject({ status: 'running', refused: true })
  expect(tellsOfProducer(producer, image)).toBe(true)
  expect(producerSentence(t, producer, image)).toBe('settings refused')
  render(<ProducerLine producer={producer} image={image} width={200} />)
  expect(screen.getByText('settings refused').title).toContain('transactional.id')
  const [status, error] = producerDetails.inspect(
    { kind: 'producer', id: 'payments' },
    { image, atUs: 0 } as never,
    t,
  )!.facts
  expect(status).toMatchObject({ value: 'not started: its settings are refused', tone: 'bad' })
  expect(error?.value).toContain('transactional.id')
})
