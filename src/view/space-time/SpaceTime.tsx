import { scaleLinear, scalePoint } from 'd3-scale'
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { type Translate, useT } from '../../i18n/index.ts'
import type { ClusterImage } from '../../kafka/observe/cluster-image.ts'
import { askAbout, explain, seek } from '../../store/engine.ts'
import { useImageStore } from '../../store/image-store.ts'
import { usePlaybackStore } from '../../store/playback-store.ts'
import { useSelectionStore } from '../../store/selection-store.ts'
import type { AnswerTo } from '../../worker/questions/registry.ts'
import { happeningText } from '../panels/happening-text.ts'
import { formatClock } from '../parts/format-time.ts'
import { useStageView } from '../stage/stage-view-store.ts'
import { useStageSize } from '../stage/use-stage-size.ts'
import { subjectNode } from './subject-node.ts'
import './space-time.css'

type Diagram = AnswerTo<'readSpaceTime'>
type Message = Diagram['messages'][number]

const SPANS_MS = [10, 50, 200, 1_000, 5_000] as const
const MARGIN = { left: 148, right: 44, top: 26, bottom: 26 }
const LEAST_ROW = 30
/** While the run plays a new stretch is asked for this often. */
const FOLLOW_MS = 600

/** The run as a space-time diagram: a line for each node, time to the right, an arrow for each message. */
export function SpaceTime() {
  const t = useT()
  const frame = useRef<HTMLDivElement>(null)
  const size = useStageSize(frame)
  const [spanMs, setSpan] = useState<number>(200)
  const control = useStageView((view) => view.showControl)
  const diagram = useDiagram(spanMs, control)
  const image = useImageStore((state) => state.image)
  const lit = useCauses()
  return (
    <section className="space-time" aria-label={t('spaceTime.name')}>
      <div className="space-time-tools">
        <h2>{t('spaceTime.name')}</h2>
        <label>
          {t('spaceTime.span')}{' '}
          <select value={spanMs} onChange={(event) => setSpan(Number(event.target.value))}>
            {SPANS_MS.map((ms) => (
              <option key={ms} value={ms}>
                {ms < 1_000 ? `${ms} ms` : `${ms / 1_000} s`}
              </option>
            ))}
          </select>
        </label>
        <button type="button" aria-pressed={control} onClick={() => useStageView.setState({ showControl: !control })}>
          {t('stage.controlTraffic')}
        </button>
        {diagram?.truncated === true && <span className="space-time-note">{t('spaceTime.truncated')}</span>}
        <span className="spacer" />
        <button type="button" onClick={() => useStageView.setState({ picture: 'stage' })}>
          {t('spaceTime.back')}
        </button>
      </div>
      <div ref={frame} className="space-time-frame">
        {diagram !== null && <Drawing {...{ diagram, image, lit }} width={size.width} height={size.height} />}
      </div>
    </section>
  )
}

/** The stretch that ends at the playhead, asked for anew as it moves on. */
function useDiagram(spanMs: number, control: boolean): Diagram | null {
  const [diagram, setDiagram] = useState<Diagram | null>(null)
  const playing = usePlaybackStore(({ playback }) => playback.state === 'playing')
  const standsAtUs = useImageStore((state) => (playing ? -1 : state.atUs))
  // biome-ignore lint/correctness/useExhaustiveDependencies: where the run stands still, another instant is another picture.
  useEffect(() => {
    let wanted = true
    let timer = 0
    const ask = async () => {
      const toUs = useImageStore.getState().atUs
      const fromUs = Math.max(usePlaybackStore.getState().beginsAtUs, toUs - spanMs * 1_000)
      // A question that gave way to a newer one is no trouble.
      const answer = await askAbout({ type: 'readSpaceTime', fromUs, toUs, control }).catch(() => null)
      if (!wanted) return
      if (answer !== null) setDiagram(answer)
      if (playing) timer = window.setTimeout(() => void ask(), FOLLOW_MS)
    }
    void ask()
    return () => {
      wanted = false
      window.clearTimeout(timer)
    }
  }, [spanMs, control, playing, standsAtUs])
  return diagram
}

/** Ids of the happening in hand and of everything that led to it; empty while none is. */
function useCauses(): ReadonlySet<number> {
  const id = useSelectionStore(({ selection }) => (selection?.kind === 'happening' ? Number(selection.id) : 0))
  const [causes, setCauses] = useState<ReadonlySet<number>>(new Set())
  useEffect(() => {
    let wanted = true
    if (id === 0) setCauses(new Set())
    else
      void explain(id)
        .then(({ chain }) => wanted && setCauses(new Set([id, ...chain.map((happening) => happening.id)])))
        .catch(() => undefined)
    return () => {
      wanted = false
    }
  }, [id])
  return causes
}

interface DrawingProps {
  readonly diagram: Diagram
  readonly image: ClusterImage
  readonly lit: ReadonlySet<number>
  readonly width: number
  readonly height: number
}

function Drawing({ diagram, image, lit, width, height }: DrawingProps) {
  const t = useT()
  const [active, setActive] = useState(0)
  const nodes = useMemo(() => nodesOf(diagram, image), [diagram, image])
  const high = Math.max(height - 4, nodes.length * LEAST_ROW + MARGIN.top + MARGIN.bottom)
  const x = scaleLinear([diagram.fromUs, diagram.toUs], [MARGIN.left, width - MARGIN.right])
  const y = scalePoint(nodes, [MARGIN.top + 10, high - MARGIN.bottom - 10])
  const { messages } = diagram
  const inHand = messages[Math.min(active, messages.length - 1)]
  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Record<string, number> = {
      ArrowRight: active + 1,
      ArrowLeft: active - 1,
      Home: 0,
      End: messages.length - 1,
    }
    const next = moves[event.key]
    if (next !== undefined) setActive(Math.max(0, Math.min(messages.length - 1, next)))
    else if (event.key === 'Enter' && inHand !== undefined) goToMessage(inHand)
    else return
    event.preventDefault()
  }
  return (
    <div
      role="application"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: arrows lead from message to message, Enter goes to one.
      tabIndex={0}
      aria-label={inHand === undefined ? t('spaceTime.none') : messageText(inHand, t)}
      onKeyDown={onKeyDown}
    >
      <svg width={width} height={high} className={lit.size > 0 ? 'has-causes' : ''} aria-hidden="true">
        {x.ticks(6).map((tick) => (
          <g key={tick} transform={`translate(${x(tick)} 0)`} className="space-time-tick">
            <line y1={MARGIN.top} y2={high - MARGIN.bottom} />
            <text y={high - 8} textAnchor="middle">
              {formatClock(tick)}
            </text>
          </g>
        ))}
        {nodes.map((node) => (
          <g key={node} transform={`translate(0 ${y(node)})`} className="space-time-node">
            <line x1={MARGIN.left} x2={width - MARGIN.right} />
            <text x={MARGIN.left - 10} dy="0.32em" textAnchor="end">
              {node}
            </text>
          </g>
        ))}
        {messages.map((message) => (
          <Arrow key={message.id} {...{ message, x, y, t }} lit={lit.has(message.cause)} active={message === inHand} />
        ))}
        {diagram.happenings.map((happening) => {
          const at = y(subjectNode(happening.body, image) ?? '')
          if (at === undefined) return null
          return (
            // biome-ignore lint/a11y/noStaticElementInteractions: for the pointer; keys reach happenings in their list.
            <circle
              key={happening.id}
              className={lit.has(happening.id) ? 'space-time-dot is-lit' : 'space-time-dot'}
              cx={x(happening.atUs)}
              cy={at}
              r={5}
              onClick={() => goToHappening(happening.id, happening.atUs)}
            >
              <title>{`${formatClock(happening.atUs)} ${happeningText(happening.body, t)}`}</title>
            </circle>
          )
        })}
      </svg>
    </div>
  )
}

interface ArrowProps {
  readonly message: Message
  readonly x: (us: number) => number
  readonly y: (node: string) => number | undefined
  readonly t: Translate
  readonly lit: boolean
  readonly active: boolean
}

/** From where and when it was sent to where and when it arrived; one that never did breaks off with a cross. */
function Arrow({ message, x, y, t, lit, active }: ArrowProps) {
  const [y1, y2] = [y(message.from), y(message.to)]
  if (y1 === undefined || y2 === undefined) return null
  const [x1, x2] = [x(message.sentAtUs), x(message.arrivesAtUs)]
  const gone = message.fate === 'gone'
  const end = gone ? { x: (x1 + x2) / 2, y: (y1 + y2) / 2 } : { x: x2, y: y2 }
  const angle = (Math.atan2(y2 - y1, x2 - x1) * 180) / Math.PI
  const classes = ['space-time-arrow', `is-${message.traffic}`, `is-${message.fate}`]
  if (message.records > 0) classes.push('has-records')
  if (lit) classes.push('is-lit')
  if (active) classes.push('is-active')
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: for the pointer; keys move over the diagram as a whole.
    <g className={classes.join(' ')} onClick={() => goToMessage(message)}>
      <title>{messageText(message, t)}</title>
      <line className="space-time-hit" x1={x1} y1={y1} x2={end.x} y2={end.y} />
      <line x1={x1} y1={y1} x2={end.x} y2={end.y} />
      {gone ? (
        <path d="M-4 -4L4 4M4 -4L-4 4" transform={`translate(${end.x} ${end.y})`} />
      ) : (
        <path d="M0 0L-7 3.2L-7 -3.2Z" transform={`translate(${end.x} ${end.y}) rotate(${angle})`} />
      )}
    </g>
  )
}

function messageText(message: Message, t: Translate): string {
  return t(`spaceTime.message.${message.fate}`, {
    ...message,
    sentAt: formatClock(message.sentAtUs),
    micros: message.arrivesAtUs - message.sentAtUs,
  })
}

/** To the instant at which it is half way, with what led to it opened; without a cause, the message itself. */
function goToMessage({ id, cause, sentAtUs, arrivesAtUs }: Message): void {
  seek((sentAtUs + arrivesAtUs) / 2)
  useSelectionStore
    .getState()
    .select(cause > 0 ? { kind: 'happening', id: String(cause) } : { kind: 'message', id: String(id) })
}

function goToHappening(id: number, atUs: number): void {
  seek(atUs)
  useSelectionStore.getState().select({ kind: 'happening', id: String(id) })
}

/** In the order in which records flow: producers, brokers, controllers, whoever else took part, readers last. */
function nodesOf({ messages, happenings }: Diagram, image: ClusterImage): readonly string[] {
  const taking = new Set(messages.flatMap(({ from, to }) => [from, to]))
  for (const { body } of happenings) {
    const node = subjectNode(body, image)
    if (node !== null) taking.add(node)
  }
  for (const node of image.brokers.keys()) taking.add(node)
  const rank = (node: string) =>
    image.producers.has(node)
      ? 0
      : image.brokers.has(node)
        ? 1
        : image.members.has(node)
          ? 3
          : image.controllers.has(node)
            ? 4
            : 2
  return [...taking].sort((a, b) => rank(a) - rank(b) || a.localeCompare(b, 'en', { numeric: true }))
}
