import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { setLanguage } from '../../i18n/index.ts'
import { useDisk } from '../../store/disk-store.ts'
import { useSelectionStore } from '../../store/selection-store.ts'
import { type EnginePage, enginePage } from '../../testing/engine-page.ts'
import { showSample } from '../../testing/show-sample.ts'
import { defaultRun } from '../../worker/default-run.ts'
import type { FromWorker, ToWorker } from '../../worker/port.ts'
import { simulatorParts } from '../../worker/simulator-parts.ts'
import { DiskPanel } from './DiskPanel.tsx'

const press = userEvent.setup()
const answers = {
  readDisk: 'disk',
  readDiskFile: 'diskFile',
  readDiskBatch: 'diskBatch',
  readDiskBytes: 'diskBytes',
} as const

let engine: EnginePage

/** Questions about the disk are answered by a cluster. */
function answer(message: ToWorker): FromWorker | undefined {
  const type = answers[message.type as keyof typeof answers]
  if (type === undefined || !('requestId' in message)) return undefined
  return { ...engine.ask(type, message), requestId: message.requestId }
}

beforeAll(() => {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => {}, removeEventListener: () => {} }))
  engine = enginePage(simulatorParts)
  engine.open(defaultRun(), { playing: false })
})

beforeEach(async () => {
  await setLanguage('en')
  useDisk.setState(useDisk.getInitialState())
  showSample({}, { answer })
})

test('a folder, its segment, a batch and its record are reached by the keyboard alone', async () => {
  render(<DiskPanel />)
  const tree = await screen.findByRole('tree', { name: 'Files of broker-1' })
  tree.focus()
  await press.keyboard('{ArrowDown}{ArrowRight}')
  const folder = within(tree).getByRole('treeitem', { name: /^orders-0/ })
  expect(folder).toHaveAttribute('aria-expanded', 'true')
  await within(tree).findByRole('treeitem', { name: /\.log/ })
  await press.keyboard('{ArrowDown}{ArrowDown}{Enter}')

  const batches = await screen.findByRole('listbox', { name: /^\d+ batch/ })
  batches.focus()
  await press.keyboard('{End}{Enter}')
  const newest = engine.image.replicas.get('orders-0@1')!.cells.at(-1)!
  const fields = await screen.findByRole('listbox', { name: 'Fields and records of the batch' })
  expect(within(fields).getByRole('option', { name: `baseOffset ${newest.baseOffset}` })).toBeInTheDocument()

  await press.click(await screen.findByRole('button', { name: `Show record ${newest.offset} on the stage` }))
  expect(useSelectionStore.getState().selection).toEqual({ kind: 'record', id: 'orders-0@1', offset: newest.offset })
})

test('the bytes of a field are lit, and a byte leads to its field', async () => {
  const path = '/tmp/kafka-logs-1/orders-0/00000000000000000000.log'
  useDisk.setState({ node: 'broker-1', file: path, offset: 0 })
  render(<DiskPanel />)
  const fields = await screen.findByRole('listbox', { name: 'Fields and records of the batch' })
  await press.click(within(fields).getByRole('option', { name: /^crc/ }))
  const hex = screen.getByRole('region', { name: /^Bytes of the batch/ })
  const lit = () =>
    [...hex.querySelectorAll('.disk-hex-bytes .is-lit')].map((each) => Number(each.getAttribute('data-at')))
  expect(lit()).toEqual([17, 18, 19, 20])
  expect(screen.getByText(/^CRC-32C of everything behind it/)).toBeInTheDocument()
  await press.click(hex.querySelector('[data-at="16"]')!)
  await screen.findByText(/^Version of the message format/)
  expect(lit()).toEqual([16])
})

test('a broker that lost power still has its disk, and one without a topic says so', async () => {
  engine.command({ type: 'PowerCutNode', node: 'broker-2' })
  useDisk.setState({ node: 'broker-2' })
  render(<DiskPanel />)
  expect(await screen.findByText(/power off: this is what its disk holds/i)).toBeInTheDocument()
  expect(screen.queryByText('No replica of a topic lies on this broker yet.')).toBeNull()
  expect(screen.getByRole('combobox', { name: 'Whose disk' })).toHaveValue('broker-2')
})
