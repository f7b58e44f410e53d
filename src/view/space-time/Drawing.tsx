import { type ScaleLinear, scaleLinear, scalePoint } from 'd3-scale'
import { type KeyboardEvent, useMemo } from 'react'
import { type Translate, useT } from '../../i18n/index.ts'
import type { ClusterImage } from '../../kafka/observe/cluster-image.ts'
import { seek } from '../../store/engine.ts'
import { useImageStore } from '../../store/image-store.ts'
import { useSelectionStore } from '../../store/selection-store.ts'
import { happeningText } from '../panels/happening-text.ts'
import { formatClock } from '../parts/format-time.ts'
import { nodeText } from '../parts/node-text.ts'
import { subjectNode } from './subject-node.ts'
import type { Diagram } from './use-diagram.ts'

type Message = Diagram['messages'][number]
type Told = Diagram['happenings'][number]

/** What the pointer or the keyboard can be on: a message or a happening, in the order in which they began. */
export interface Item {
  readonly key: string
  readonly atUs: number
  readonly message?: Message
  readonly happening?: Told
}

export function itemsOf({ messages, happenings }: Diagram): readonly Item[] {
  const items: Item[] = [
    ...messages.map((message) => ({ key: `message ${message.id}`, atUs: message.sentAtUs, message })),
    ...happenings.map((happening) => ({ key: `happening ${happening.id}`, atUs: happening.atUs, happening })),
  ]
  return items.sort((a, b) => a.atUs - b.atUs)
}

export function itemText({ message, happening }: Item, t: Translate): string {
  if (happening !== undefined) return `${formatClock(happening.atUs)} ${happeningText(happening.body, t)}`
  if (message === undefined) return ''
  return t(`spaceTime.message.${message.fate}`, {
    ...message,
    from: nodeText(message.from, t),
    to: nodeText(message.to, t),
    sentAt: formatClock(message.sentAtUs),
    micros: message.arrivesAtUs - message.sentAtUs,
  })
}

const TOP = 22
const BOTTOM = 26
const RIGHT = 40
const LEAST_ROW = 24
const TICK_PX = 130

export interface DrawingProps {
  readonly diagram: Diagram
  readonly image: ClusterImage
  /** Ids of the happening in hand and of what led to it. */
  readonly lit: ReadonlySet<number>
  readonly width: number
  readonly height: number
  readonly items: readonly Item[]
  /** The item that is pointed at or that the keyboard is on. */
  readonly at: Item | null
  point(item: Item | null): void
}

/** A line for each node, time to the right, an arrow for each message, a dot for each happening. */
export function Drawing({ diagram, image, lit, width, height, items, at, point }: DrawingProps) {
  const t = useT()
  const nodes = useMemo(() => nodesOf(diagram, image), [diagram, image])
  const left = Math.min(width * 0.34, Math.max(64, ...nodes.map((node) => node.length * 8.2 + 22)))
  const high = Math.max(height - 4, nodes.length * LEAST_ROW + TOP + BOTTOM)
  const x = scaleLinear([diagram.fromUs, diagram.toUs], [left, width - RIGHT])
  const y = scalePoint(nodes, [TOP + 10, high - BOTTOM - 10])
  return (
    <div
      role="application"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: arrows lead from item to item, Enter goes to one.
      tabIndex={0}
      aria-label={`${t('spaceTime.name')}. ${t('spaceTime.keys')}`}
      onKeyDown={(event) => onKey(event, items, at, point)}
      onPointerLeave={() => point(null)}
    >
      <svg width={width} height={high} className={lit.size > 0 ? 'has-causes' : ''} aria-hidden="true">
        {x.ticks(Math.max(2, Math.floor((width - left - RIGHT) / TICK_PX))).map((tick) => (
          <g key={tick} transform={`translate(${x(tick)} 0)`} className="space-time-tick">
            <line y1={TOP} y2={high - BOTTOM} />
            <text y={high - 8} textAnchor="middle">
              {formatClock(tick)}
            </text>
          </g>
        ))}
        {nodes.map((node) => (
          <g key={node} transform={`translate(0 ${y(node)})`} className="space-time-node">
            <Lifeline node={node} down={diagram.down} x={x} />
            <text x={left - 10} dy="0.32em" textAnchor="end">
              {shortened(nodeText(node, t), left - 14)}
            </text>
          </g>
        ))}
        <Playhead {...{ diagram, x, high }} />
        {items.map((item) =>
          item.message !== undefined ? (
            <Arrow
              key={item.key}
              {...{ x, y, point, item }}
              message={item.message}
              lit={lit.has(item.message.cause)}
              active={item.key === at?.key}
            />
          ) : null,
        )}
        {items.map((item) =>
          item.happening !== undefined ? (
            <Dot
              key={item.key}
              {...{ x, y, point, item, image }}
              happening={item.happening}
              lit={lit.has(item.happening.id)}
              active={item.key === at?.key}
            />
          ) : null,
        )}
      </svg>
    </div>
  )
}

interface LifelineProps extends Pick<MarkProps, 'x'> {
  readonly node: string
  readonly down: Diagram['down']
}

/** A node's line over the time shown, broken where it has no process. */
function Lifeline({ node, down, x }: LifelineProps) {
  const times = down.filter((time) => time.node === node)
  const [from, to] = x.range() as [number, number]
  const ends = [from, ...times.flatMap(({ fromUs, toUs }) => [x(fromUs), x(toUs)]), to]
  return ends
    .slice(1)
    .map((end, index) => ({ begin: ends[index]!, end, isDown: index % 2 === 1 }))
    .filter(({ begin, end }) => end > begin)
    .map(({ begin, end, isDown }) => (
      <line key={`${begin} ${isDown}`} className={isDown ? 'is-down' : undefined} x1={begin} x2={end} />
    ))
}

function Playhead({ diagram, x, high }: Pick<DrawingProps, 'diagram'> & { x: (us: number) => number; high: number }) {
  const atUs = useImageStore((state) => state.atUs)
  if (atUs < diagram.fromUs || atUs > diagram.toUs) return null
  return (
    <g className="space-time-now" transform={`translate(${x(atUs)} 0)`}>
      <line y1={TOP - 8} y2={high - BOTTOM} />
      <path d={`M-6 ${TOP - 16}H6L0 ${TOP - 7}Z`} />
    </g>
  )
}

interface MarkProps extends Pick<DrawingProps, 'point'> {
  readonly item: Item
  readonly x: ScaleLinear<number, number>
  readonly y: (node: string) => number | undefined
  readonly lit: boolean
  readonly active: boolean
}

/** From where and when it was sent to where and when it arrived; one that never did breaks off with a cross. */
function Arrow({ item, message, x, y, lit, active, point }: MarkProps & { readonly message: Message }) {
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
    <g className={classes.join(' ')} onClick={() => goTo(item)} onPointerEnter={() => point(item)}>
      <line className="space-time-hit" x1={x1} y1={y1} x2={end.x} y2={end.y} />
      <line x1={x1} y1={y1} x2={end.x} y2={end.y} />
      {gone ? (
        <path d="M-5 -5L5 5M5 -5L-5 5" transform={`translate(${end.x} ${end.y})`} />
      ) : (
        <path d="M0 0L-9 4L-9 -4Z" transform={`translate(${end.x} ${end.y}) rotate(${angle})`} />
      )}
    </g>
  )
}

type DotProps = MarkProps & { readonly happening: Told; readonly image: ClusterImage }

function Dot({ item, happening, x, y, lit, active, point, image }: DotProps) {
  const at = y(subjectNode(happening.body, image) ?? '')
  if (at === undefined) return null
  const classes = ['space-time-dot', ...(lit ? ['is-lit'] : []), ...(active ? ['is-active'] : [])]
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: for the pointer; keys move over the diagram as a whole.
    <g
      className={classes.join(' ')}
      transform={`translate(${x(happening.atUs)} ${at})`}
      onClick={() => goTo(item)}
      onPointerEnter={() => point(item)}
    >
      <circle className="space-time-hit" r={11} />
      <path d="M0 -7L7 0L0 7L-7 0Z" />
    </g>
  )
}

function onKey(event: KeyboardEvent, items: readonly Item[], at: Item | null, point: (item: Item | null) => void) {
  const now = items.findIndex(({ key }) => key === at?.key)
  const moves: Record<string, number> = {
    ArrowRight: now + 1,
    ArrowLeft: now < 0 ? items.length - 1 : now - 1,
    Home: 0,
    End: items.length - 1,
  }
  const next = moves[event.key]
  if (next !== undefined) point(items[Math.max(0, Math.min(items.length - 1, next))] ?? null)
  else if (event.key === 'Enter' && at !== null) goTo(at)
  else return
  event.preventDefault()
}

/**
 * To the instant of a happening, or at which a message is half way, with what led there opened; without a cause, the message
 * itself.
 */
function goTo({ message, happening }: Item): void {
  const { select } = useSelectionStore.getState()
  if (happening !== undefined) {
    seek(happening.atUs)
    select({ kind: 'happening', id: String(happening.id) })
  } else if (message !== undefined) {
    seek((message.sentAtUs + message.arrivesAtUs) / 2)
    const { cause, id } = message
    select(cause > 0 ? { kind: 'happening', id: String(cause) } : { kind: 'message', id: String(id) })
  }
}

/** The end of a name tells it from others of its kind. */
function shortened(name: string, room: number): string {
  const letters = Math.floor(room / 8)
  return name.length <= letters ? name : `${name.slice(0, Math.max(1, letters - 5))}…${name.slice(-4)}`
}

/** In the order in which records flow: producers, brokers, whoever else took part, readers; controllers last. */
function nodesOf({ messages, happenings }: Diagram, image: ClusterImage): readonly string[] {
  const taking = new Set(messages.flatMap(({ from, to }) => [from, to]))
  for (const { body } of happenings) {
    const node = subjectNode(body, image)
    if (node !== null) taking.add(node)
  }
  for (const node of image.brokers.keys()) taking.add(node)
  return [...taking].sort((a, b) => rank(a, image) - rank(b, image) || a.localeCompare(b, 'en', { numeric: true }))
}

function rank(node: string, { producers, brokers, members, controllers }: ClusterImage): number {
  if (producers.has(node)) return 0
  if (brokers.has(node)) return 1
  if (members.has(node)) return 3
  return controllers.has(node) ? 4 : 2
}
