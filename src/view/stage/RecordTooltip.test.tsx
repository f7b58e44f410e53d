// @vitest-environment jsdom
import { render, screen } from '@testing-library/react'
import { beforeAll, expect, test } from 'vitest'
import { loadMoreWords, setLanguage } from '../../i18n/index.ts'
import type { ClusterImage } from '../../kafka/observe/cluster-image.ts'
import { sampleImage } from '../../testing/sample-image.ts'
import { RecordTooltip } from './RecordTooltip.tsx'
import { setHover } from './stage-view-store.ts'

beforeAll(async () => {
  await loadMoreWords()
  await setLanguage('en')
})

const image = sampleImage()
const [replica] = image.replicas.values()
const [cell] = replica!.cells

function lost(fromOffset: number): ClusterImage {
  const { id, topicPartition, broker } = replica!
  const range = { fromOffset, toOffset: fromOffset + 1, leaderEpoch: 0, committed: false, gone: true }
  const cells = [{ ...cell!, offset: fromOffset, key: 'Q', value: 'never read' }]
  return { ...image, losses: new Map([[id, { id, topicPartition, broker, ranges: [range], cells }]]) }
}

function pointAt(offset: number, shown: ClusterImage): void {
  setHover({ kind: 'record', replicaId: replica!.id, offset, x: 10, y: 10 })
  render(<RecordTooltip image={shown} stage={document.body} />)
}

test('a crossed ghost tells what was lost there, and why nobody will read it', () => {
  pointAt(90, lost(90))
  const tip = screen.getByRole('tooltip')
  expect(tip).toHaveTextContent(`${replica!.topicPartition} @ 90`)
  expect(tip).toHaveTextContent('never read')
  expect(tip).toHaveTextContent('✕ Acknowledged, and cut off here')
})

test('where another record stands now, it is told, and that one was lost here before', () => {
  pointAt(cell!.offset, lost(cell!.offset))
  const tip = screen.getByRole('tooltip')
  expect(tip).toHaveTextContent(cell!.value ?? '')
  expect(tip).not.toHaveTextContent('never read')
  expect(tip).toHaveTextContent('Another record was here before')
})

test('a record behind what was sent later says so', () => {
  const odd = { ...replica!, cells: [{ ...cell!, outOfOrder: true }] }
  pointAt(cell!.offset, { ...image, replicas: new Map([[odd.id, odd]]) })
  expect(screen.getByRole('tooltip')).toHaveTextContent('⇅ behind what its producer sent later')
})
