import { act, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Outcome } from '../../lessons/lesson-question.ts'
import { questionsFor } from '../../lessons/registry.ts'
import { showFrame } from '../../store/image-store.ts'
import { lessonsToKeep, useLessons } from '../../store/predictions-store.ts'
import { usePreferences } from '../../store/preferences-store.ts'
import { useSelectionStore } from '../../store/selection-store.ts'
import { useSheet } from '../../store/sheet-store.ts'
import { wholeImage } from '../../testing/fake-engine.ts'
import { SAMPLE_AT_US, sampleImage } from '../../testing/sample-image.ts'
import { showSample } from '../../testing/show-sample.ts'
import { ENGINE_VERSION } from '../../worker/engine-version.ts'
import type { FromWorker, ToWorker } from '../../worker/port.ts'
import { runFormat } from '../../worker/run-schema.ts'
import { Invitations, NextInvitation } from './Invitations.tsx'

const press = userEvent.setup()

afterEach(() => {
  usePreferences.getState().setPreferences({ invitationsDone: [], invitationsDismissed: false })
  useLessons.setState({ open: null, predictions: {} })
  useSelectionStore.getState().select(null)
  useSheet.setState({ sheet: null })
})

/** An engine that finds `outcome` once a broker’s power was cut, at `atUs`. */
function judging(outcome: Outcome | null, atUs = SAMPLE_AT_US, nearly = false) {
  let cut = false
  const answer = (message: ToWorker): FromWorker | undefined => {
    if (message.type === 'command') cut ||= message.command.type === 'PowerCutNode'
    if (message.type !== 'judge') return undefined
    const steps = cut ? [[]] : []
    const verdict = cut && outcome !== null ? { ...outcome, atUs } : null
    return { type: 'judged', requestId: message.requestId, branchId: 'main', steps, verdict, nearly, stretch: null }
  }
  return showSample({}, { answer })
}

const inSync: Outcome = {
  outcome: 'inSync',
  facts: { leader: 'broker-3', leaderEpoch: 7, seconds: '9.0', lost: 0 },
  happeningId: 12,
}

function question(name: string) {
  const item = screen.getByRole('button', { name }).closest('li')
  if (item === null) throw new Error(`no question ${name}`)
  return within(item)
}

describe('a prediction', () => {
  test('comes before the gesture, and stays beside what the engine found', async () => {
    const engine = judging(inSync)
    render(<Invitations />)
    const asked = question('A leader’s death')
    expect(asked.queryByRole('button', { name: /^Cut the power/ })).toBeNull()

    await press.click(asked.getByRole('button', { name: /longest log/ }))
    expect(asked.getByRole('button', { name: /longest log/ })).toHaveAttribute('aria-pressed', 'true')
    await press.click(asked.getByRole('button', { name: /^Cut the power of broker-/ }))
    expect(engine.posted).toContainEqual(
      expect.objectContaining({ type: 'command', command: expect.objectContaining({ type: 'PowerCutNode' }) }),
    )
    act(() => showFrame(engine.frame({})))

    expect(await asked.findByText('Not what you predicted. Here is why.')).toBeInTheDocument()
    expect(asked.getByRole('status')).toHaveTextContent(/broker-3 leads .* in leader epoch 7/)
    const [belief, truth] = asked.getAllByRole('definition')
    expect(belief).toHaveTextContent('The replicas compare their logs')
    expect(belief?.querySelector('q'), 'what people believe is quoted').not.toBeNull()
    expect(truth).toHaveTextContent(/^The controller asks nobody for the length of a log/)
    expect(asked.getByRole('button', { name: /What happened ?A follower that was in the ISR/ })).toBeDisabled()
    expect(usePreferences.getState().invitationsDone).toEqual(['cutPower'])

    await press.click(asked.getByRole('button', { name: 'Why?' }))
    expect(useSelectionStore.getState().selection).toEqual({ kind: 'happening', id: '12' })
    await press.click(asked.getByRole('button', { name: 'Next question' }))
    expect(screen.getByRole('button', { name: 'Acknowledged, but not copied' })).toHaveAttribute(
      'aria-expanded',
      'true',
    )
  })

  test('has its verdict brought into view when it is there, and not before', async () => {
    const shown = vi.fn()
    Element.prototype.scrollIntoView = function scrollIntoView() {
      shown(this.className)
    }
    const engine = judging(inSync)
    render(<Invitations />)
    const asked = question('A leader’s death')
    await press.click(asked.getByRole('button', { name: /in the ISR/ }))
    await press.click(asked.getByRole('button', { name: /^Cut the power/ }))
    expect(shown).not.toHaveBeenCalledWith('lesson-verdict')
    act(() => showFrame(engine.frame({})))
    expect(await asked.findByText('As you predicted.')).toBeInTheDocument()
    expect(shown).toHaveBeenLastCalledWith('lesson-verdict')
    Reflect.deleteProperty(Element.prototype, 'scrollIntoView')
  })

  test('that was right is told so, and no belief is named', async () => {
    const engine = judging(inSync)
    render(<Invitations />)
    const asked = question('A leader’s death')
    await press.click(asked.getByRole('button', { name: /in the ISR/ }))
    await press.click(asked.getByRole('button', { name: /^Cut the power/ }))
    act(() => showFrame(engine.frame({})))
    expect(await asked.findByText('As you predicted.')).toBeInTheDocument()
    expect(asked.queryByText('What many believe')).toBeNull()
  })

  test('can be saved as it stands, with what came of it', async () => {
    const engine = judging(inSync)
    render(<Invitations />)
    const asked = question('A leader’s death')
    await press.click(asked.getByRole('button', { name: /in the ISR/ }))
    await press.click(asked.getByRole('button', { name: /^Cut the power/ }))
    act(() => showFrame(engine.frame({})))
    expect(await asked.findByText('As you predicted.')).toBeInTheDocument()
    const kept = lessonsToKeep()
    expect(kept?.predictions[0]?.first.shown?.verdict?.outcome).toBe('inSync')
    expect(runFormat.readLessons(kept, ENGINE_VERSION)).toEqual(kept)
  })

  test('can be changed until something was done about it', async () => {
    const engine = judging(null)
    render(<Invitations />)
    const asked = question('A leader’s death')
    await press.click(asked.getByRole('button', { name: /longest log/ }))
    await press.click(asked.getByRole('button', { name: /Nobody/ }))
    expect(useLessons.getState().predictions.cutPower?.choice).toBe('nobody')
    await press.click(asked.getByRole('button', { name: /^Cut the power/ }))
    act(() => showFrame(engine.frame({})))
    expect(await asked.findByText(/Waiting for the controller/)).toBeInTheDocument()
    expect(asked.getByRole('button', { name: /longest log/ })).toBeDisabled()
  })

  test('waits for its verdict until the picture is there, though the engine knows already', async () => {
    const engine = judging(inSync, SAMPLE_AT_US + 1)
    render(<Invitations />)
    const asked = question('A leader’s death')
    await press.click(asked.getByRole('button', { name: /in the ISR/ }))
    await press.click(asked.getByRole('button', { name: /^Cut the power/ }))
    act(() => showFrame(engine.frame({})))
    expect(await asked.findByText(/Waiting for the controller/)).toBeInTheDocument()
    expect(asked.queryByText('As you predicted.')).toBeNull()
    act(() => showFrame(engine.frame({ atUs: SAMPLE_AT_US + 1 })))
    expect(await asked.findByText('As you predicted.')).toBeInTheDocument()
  })

  test('says so where it has been decided and only what comes of it is waited for', async () => {
    const engine = judging(null, SAMPLE_AT_US, true)
    render(<Invitations />)
    const asked = question('A leader’s death')
    await press.click(asked.getByRole('button', { name: /in the ISR/ }))
    await press.click(asked.getByRole('button', { name: /^Cut the power/ }))
    act(() => showFrame(engine.frame({})))
    expect(await asked.findByText(/It has been decided/)).toBeInTheDocument()
    expect(asked.queryByText(/Waiting for the controller/)).toBeNull()
  })

  test('tells beside the verdict who still waits for an answer, and no longer once that patience has ended', async () => {
    const also = { name: 'stillWaiting', facts: { producers: 'order-service', n: 1, timeout: 30 } } as const
    const engine = judging({ ...inSync, also })
    render(<Invitations />)
    const asked = question('A leader’s death')
    await press.click(asked.getByRole('button', { name: /in the ISR/ }))
    await press.click(asked.getByRole('button', { name: /^Cut the power/ }))
    act(() => showFrame(engine.frame({})))
    await waitFor(() => expect(asked.getByRole('status')).toHaveTextContent(/order-service is still waiting/))
    act(() => showFrame(engine.frame({ atUs: SAMPLE_AT_US + 30_000_000 })))
    expect(asked.getByRole('status')).not.toHaveTextContent(/order-service is still waiting/)
  })

  test('is asked for in a cluster that is not whole with a word about it, and a button that mends it', async () => {
    const image = sampleImage()
    const engine = judging(null)
    const brokers = new Map(image.brokers)
    const [last] = [...brokers.values()].slice(-1)
    if (last === undefined) throw new Error('the sample has brokers')
    brokers.set(last.node, { ...last, status: 'killed' })
    act(() => showFrame(engine.frame({ delta: wholeImage({ ...image, brokers }) })))
    render(<Invitations />)
    const asked = question('A leader’s death')
    expect(asked.getByText(new RegExp(`Not running at this moment: ${last.node}`))).toBeInTheDocument()
    await press.click(asked.getByRole('button', { name: 'Start what is down' }))
    expect(engine.posted).toContainEqual(
      expect.objectContaining({ type: 'command', command: { type: 'StartNode', node: last.node } }),
    )
  })

  test('that cannot be asked says which servers it waits for, those of a lost quorum too', () => {
    const image = sampleImage()
    const engine = judging(null)
    render(<Invitations />)
    const controllers = new Map(image.controllers)
    const gone = [...controllers.values()].slice(0, 2)
    for (const controller of gone) controllers.set(controller.node, { ...controller, status: 'killed' })
    const partitions = new Map([...image.partitions].map(([id, row]) => [id, { ...row, leader: -1 }]))
    act(() => showFrame(engine.frame({ delta: wholeImage({ ...image, controllers, partitions }) })))
    const names = gone.map(({ node }) => node).join(', ')
    expect(question('A leader’s death').getByText(`Not possible while these are not running: ${names}`)).toBeVisible()
  })

  test('meets one broker at a double press, not the next one too', async () => {
    const engine = judging(null)
    render(<Invitations />)
    const asked = question('A leader’s death')
    await press.click(asked.getByRole('button', { name: /Nobody/ }))
    await press.dblClick(asked.getByRole('button', { name: /^Cut the power/ }))
    const cuts = engine.posted.filter((each) => each.type === 'command' && each.command.type === 'PowerCutNode')
    expect(cuts).toHaveLength(1)
  })
})

test('what was settled once stays ticked, whatever is on show, and what cannot be asked now stays in the list', () => {
  usePreferences.getState().setPreferences({ invitationsDone: ['fourthConsumer'] })
  const engine = showSample()
  act(() => showFrame(engine.frame({ delta: wholeImage({ ...sampleImage(), members: new Map(), groups: new Map() }) })))
  render(<Invitations />)
  expect(screen.getByRole('button', { name: 'The leader returns' })).toBeInTheDocument()
  expect(screen.getByRole('button', { name: 'One more consumer (done)' })).toBeInTheDocument()
})

test('on a phone it goes from the line below the stage into a sheet, and back to the stage to see it', async () => {
  const engine = judging(inSync)
  render(<NextInvitation />)
  const line = within(screen.getByRole('region', { name: 'Try one of these' }))
  await press.click(line.getByRole('button', { name: 'Predict' }))
  expect(useSheet.getState().sheet).toBe('lessons')
  const { unmount } = render(<Invitations onLocked={() => useSheet.setState({ sheet: null })} />)
  await press.click(screen.getByRole('button', { name: /in the ISR/ }))
  expect(useSheet.getState().sheet).toBeNull()
  unmount()
  await press.click(line.getByRole('button', { name: /^Cut the power/ }))
  act(() => showFrame(engine.frame({})))
  expect(await line.findByText('As you predicted.')).toBeInTheDocument()
  await press.click(line.getByRole('button', { name: 'See the outcome' }))
  expect(useSheet.getState().sheet).toBe('lessons')
})

test('they can be put away for good', async () => {
  showSample()
  render(<Invitations />)
  await press.click(screen.getByRole('button', { name: 'Don’t show these again' }))
  expect(usePreferences.getState().invitationsDismissed).toBe(true)
})

test('in a cluster of one broker nobody is asked what it cannot answer', () => {
  const one = sampleImage({ brokers: 1, replicationFactor: 1 })
  showSample({ delta: wholeImage({ ...one, producers: new Map(), members: new Map(), groups: new Map() }) })
  render(<Invitations />)
  expect(screen.getAllByRole('listitem')).toHaveLength(2)
  expect(screen.getByRole('button', { name: 'More replicas than brokers' })).toBeInTheDocument()
})

test('what can be asked only for the moment not stays offered', () => {
  const engine = showSample()
  render(<Invitations />)
  const offered = screen.getAllByRole('listitem').length
  act(() => showFrame(engine.frame({ delta: wholeImage(sampleImage({ killed: [1, 2, 3] })) })))
  expect(screen.getAllByRole('listitem')).toHaveLength(offered)
})

test('the count stands while one is being answered and afterwards, though another can be asked by now', async () => {
  const engine = judging(inSync, SAMPLE_AT_US + 9)
  render(<Invitations />)
  const asked = question('A leader’s death')
  await press.click(asked.getByRole('button', { name: /in the ISR/ }))
  await press.click(asked.getByRole('button', { name: /^Cut the power/ }))
  act(() => showFrame(engine.frame({})))
  await asked.findByText(/Waiting for the controller/)
  const offered = screen.getAllByRole('listitem').length

  act(() => showFrame(engine.frame({ atUs: SAMPLE_AT_US + 8, delta: wholeImage(afterElection()) })))
  expect(questionsFor(afterElection())).toContain('returningLeader')
  expect(screen.getAllByRole('listitem')).toHaveLength(offered)

  act(() => showFrame(engine.frame({ atUs: SAMPLE_AT_US + 9 })))
  await asked.findByText('As you predicted.')
  expect(screen.getAllByRole('listitem')).toHaveLength(offered)
})

/** The broker of the question is gone, and another one leads in its place. */
function afterElection() {
  const image = sampleImage()
  const subject = useLessons.getState().predictions.cutPower?.subject ?? { broker: 'broker-1' }
  const gone = [...image.brokers.values()].find(({ node }) => node === subject.broker)!
  const brokers = new Map(image.brokers).set(subject.broker ?? '', { ...gone, status: 'poweredOff' })
  const partitions = new Map(image.partitions)
  for (const [id, partition] of partitions) {
    const isr = partition.isr.filter((each) => each !== gone.id)
    partitions.set(id, { ...partition, isr, leader: partition.leader === gone.id ? isr[0]! : partition.leader })
  }
  return { ...image, brokers, partitions }
}

test('who waits for a verdict can go straight to it', async () => {
  const engine = judging(inSync, SAMPLE_AT_US + 700_000)
  render(<Invitations />)
  const asked = question('A leader’s death')
  await press.click(asked.getByRole('button', { name: /in the ISR/ }))
  await press.click(asked.getByRole('button', { name: /^Cut the power/ }))
  act(() => showFrame(engine.frame({})))
  await press.click(await asked.findByRole('button', { name: 'Skip to the outcome' }))
  expect(engine.posted).toContainEqual({ type: 'seek', atUs: SAMPLE_AT_US + 500_000 })
})

test('another run is asked anew', async () => {
  judging(null)
  render(<Invitations />)
  await press.click(question('A leader’s death').getByRole('button', { name: /Nobody/ }))
  expect(useLessons.getState().predictions).not.toEqual({})
  act(() => void showSample())
  expect(useLessons.getState().predictions).toEqual({})
})
