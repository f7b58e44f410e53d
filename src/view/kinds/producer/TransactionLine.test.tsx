// @vitest-environment jsdom
import { render, screen } from '@testing-library/react'
import { beforeAll, expect, test } from 'vitest'
import { loadMoreWords, setLanguage, t } from '../../../i18n/index.ts'
import type { ClusterImage, ProducerImage, TransactionImage } from '../../../kafka/observe/cluster-image.ts'
import { sampleImage } from '../../../testing/sample-image.ts'
import { TransactionLine, tellsOfTransaction, transactionSentence } from './TransactionLine.tsx'

const image = sampleImage()
const [known] = image.producers.values()

const pay: ProducerImage = {
  ...known!,
  status: 'running',
  producerEpoch: 3,
  unanswered: null,
  blocked: null,
  spec: { ...known!.spec, config: { 'transactional.id': 'pay-1' } },
  transaction: { transactionalId: 'pay-1', state: 'IN_TRANSACTION', partitions: [], call: null, lastError: null },
}
const { transaction: _gone, ...gone } = pay
const killed: ProducerImage = { ...gone, status: 'killed' }

function coordinated(state: string, timeout: TransactionImage['timeout']): ClusterImage {
  const row: TransactionImage = {
    transactionalId: 'pay-1',
    coordinator: 1,
    statePartition: 4,
    state,
    producerId: 0,
    producerEpoch: 3,
    timeoutMs: 60_000,
    topicPartitions: ['orders-0'],
    unconfirmed: [],
    timeout,
  }
  return { ...image, transactions: new Map([['pay-1', row]]) }
}

beforeAll(async () => {
  await loadMoreWords()
  await setLanguage('en')
})

test('an open transaction is told with its epoch and, in a wide card, its id', () => {
  render(<TransactionLine producer={pay} image={coordinated('Ongoing', null)} width={200} />)
  expect(screen.getByText('open')).toBeVisible()
  expect(screen.getByText('epoch 3 · pay-1')).toBeVisible()
})

test('a fenced producer is told as one', () => {
  const fenced = { ...pay, transaction: { ...pay.transaction!, state: 'FATAL_ERROR' } }
  render(<TransactionLine producer={fenced} image={image} width={160} />)
  expect(screen.getByText('fenced')).toBeVisible()
})

test('a producer that was killed in the middle: its coordinator alone knows, and the time drains', () => {
  const open = coordinated('Ongoing', { sinceUs: 0, untilUs: 60_000_000 })
  expect(tellsOfTransaction(killed, open)).toBe(true)
  expect(tellsOfTransaction(killed, coordinated('CompleteAbort', null))).toBe(false)
  render(<TransactionLine producer={killed} image={open} width={160} />)
  expect(screen.getByText('killed')).toBeVisible()
  expect(screen.getByText(/\/ 60 s$/)).toBeInTheDocument()
  expect(transactionSentence(t, killed, open)).toContain('transaction left open')
})

test('a producer that is frozen in the middle is told as paused, and what it left open drains', () => {
  const paused: ProducerImage = { ...pay, status: 'paused' }
  const open = coordinated('Ongoing', { sinceUs: 0, untilUs: 60_000_000 })
  const { rerender } = render(<TransactionLine producer={paused} image={open} width={200} />)
  expect(screen.getByText('paused')).toBeVisible()
  expect(screen.queryByText('open')).toBeNull()
  expect(screen.getByText(/\/ 60 s$/)).toBeInTheDocument()
  rerender(<TransactionLine producer={paused} image={coordinated('CompleteCommit', null)} width={200} />)
  expect(screen.getByText('paused')).toBeVisible()
  expect(screen.queryByText(/left open/)).toBeNull()
})
