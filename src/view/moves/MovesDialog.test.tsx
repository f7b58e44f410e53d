import { fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { loadMoreWords, setLanguage } from '../../i18n/index.ts'
import type { Command } from '../../kafka/cluster/commands.ts'
import type { ClusterImage } from '../../kafka/observe/cluster-image.ts'
import { useImageStore } from '../../store/image-store.ts'
import { sampleImage } from '../../testing/sample-image.ts'
import { MovesDialog } from './MovesDialog.tsx'

const given: Command[] = []
vi.mock('../../store/engine.ts', () => ({
  sendCommand: (command: Command) => {
    given.push(command)
    return Promise.resolve({ error: null })
  },
}))

beforeAll(loadMoreWords)
afterEach(() => {
  given.length = 0
  return setLanguage('en')
})

/** The sample with one more broker, which holds nothing. */
function withNewBroker(change: (image: ClusterImage) => ClusterImage = (image) => image): ClusterImage {
  const image = sampleImage()
  const broker = image.brokers.get('broker-1')!
  const alive = [...image.brokers].map(([id, each]) => {
    return [id, { ...each, status: 'running', fenced: false, registered: true }] as const
  })
  const added = { ...broker, id: 9, node: 'broker-9', status: 'running', fenced: false, registered: true } as const
  return change({ ...image, brokers: new Map([...alive, ['broker-9', added]]) })
}

test('a plan is shown row by row; what is chosen is asked for, slowly where a throttle is set', () => {
  const image = withNewBroker()
  useImageStore.setState({ image })
  render(<MovesDialog purpose={{ kind: 'here', broker: 9 }} />)
  const boxes = screen.getAllByRole<HTMLInputElement>('checkbox', { name: /^\w+-\d+$/ })
  expect(boxes.length).toBeGreaterThan(0)
  for (const box of boxes) if (!box.checked) fireEvent.click(box)
  fireEvent.click(screen.getByRole('checkbox', { name: 'Limit the copying (throttle)' }))
  fireEvent.change(screen.getByRole('spinbutton'), { target: { value: '20' } })
  expect(screen.getByText(/--throttle 20000 --execute/)).toBeDefined()
  fireEvent.click(screen.getByRole('button', { name: 'Move' }))
  expect(given).toHaveLength(1)
  const [command] = given as Extract<Command, { type: 'ReassignPartitions' }>[]
  expect(command).toMatchObject({ type: 'ReassignPartitions', throttle: 20_000, thenStop: null })
  expect(command?.partitions).toHaveLength(boxes.length)
  for (const { replicas } of command?.partitions ?? []) expect(replicas).toContain(9)
})

test('where nothing is left to choose, nothing is said of choosing', () => {
  useImageStore.setState({ image: sampleImage() })
  render(<MovesDialog purpose={{ kind: 'here', broker: 1 }} />)
  expect(screen.getByText(/^This broker already has a replica of every partition/)).toBeDefined()
  expect(screen.queryByText(/chosen/)).toBeNull()
  expect(screen.queryAllByRole('checkbox')).toHaveLength(0)
})

test('nothing chosen, nothing to begin', () => {
  useImageStore.setState({ image: withNewBroker() })
  render(<MovesDialog purpose={{ kind: 'here', broker: 9 }} />)
  for (const box of screen.getAllByRole<HTMLInputElement>('checkbox', { name: /^\w+-\d+$/ }))
    if (box.checked) fireEvent.click(box)
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Move' }).disabled).toBe(true)
})

describe('draining', () => {
  test('everything goes, and then the broker stops', () => {
    useImageStore.setState({ image: withNewBroker() })
    render(<MovesDialog purpose={{ kind: 'drain', broker: 1 }} />)
    fireEvent.click(screen.getByRole('button', { name: 'Move everything, then stop it' }))
    const [command] = given as Extract<Command, { type: 'ReassignPartitions' }>[]
    expect(command?.thenStop).toBe('broker-1')
    for (const { replicas } of command?.partitions ?? []) expect(replicas).not.toContain(1)
  })

  test('without a broker to spare it is said what stands in the way, in either language', async () => {
    const image = withNewBroker((whole) => ({
      ...whole,
      brokers: new Map([...whole.brokers].filter(([, { id }]) => id <= 3)),
      partitions: new Map([...whole.partitions].map(([id, row]) => [id, { ...row, replicas: [1, 2, 3] }])),
    }))
    useImageStore.setState({ image })
    const { unmount } = render(<MovesDialog purpose={{ kind: 'drain', broker: 1 }} />)
    expect(screen.getByRole('alert').textContent).toContain('Add a broker')
    expect(screen.getByRole<HTMLButtonElement>('button', { name: /then stop it/ }).disabled).toBe(true)
    unmount()
    await setLanguage('ko')
    render(<MovesDialog purpose={{ kind: 'drain', broker: 1 }} />)
    expect(screen.getByRole('alert').textContent).toContain('브로커를 추가하거나')
  })

  test('one that holds nothing is stopped at once', () => {
    useImageStore.setState({ image: withNewBroker() })
    render(<MovesDialog purpose={{ kind: 'drain', broker: 9 }} />)
    fireEvent.click(screen.getByRole('button', { name: 'Stop it' }))
    expect(given).toEqual([{ type: 'StopNode', node: 'broker-9' }])
  })
})

test('what moves is listed with how far it is, and can be called off', () => {
  const image = withNewBroker((whole) => {
    const [id, row] = [...whole.partitions][0]!
    return { ...whole, partitions: new Map([...whole.partitions, [id, { ...row, adding: [9], removing: [] }]]) }
  })
  useImageStore.setState({ image })
  render(<MovesDialog purpose={{ kind: 'underWay' }} />)
  expect(screen.getByRole('progressbar', { name: /→ broker-9/ })).toBeDefined()
  fireEvent.click(screen.getByRole('button', { name: 'Cancel the move' }))
  expect(given).toMatchObject([{ type: 'ReassignPartitions', partitions: [{ replicas: null }] }])
})
