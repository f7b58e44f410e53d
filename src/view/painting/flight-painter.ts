/** Messages on their way: pills with a count of records, dots for what carries none. */
import type { InFlightMessage } from '../../kafka/observe/cluster-image.ts'
import { type Point, pointAt } from '../layout/geometry.ts'
import type { Route } from '../layout/stage-layout.ts'
import type { Brush, FollowedRecord } from './brush.ts'
import { paintHalo } from './halo.ts'
import { isInternal, type KeyMark, keyPalette } from './key-palette.ts'
import { linkProgress } from './link-progress.ts'

export type Traffic = 'records' | 'acknowledgement' | 'request' | 'control'

/** More would be a smear; the newest are drawn, and the wire's width tells of the rest. */
const MAX_FLIGHTS = 4_000

/** More pills than this hide one another and their counts; from there on a message is a dot of its key's colour. */
const MAX_PILLS = 400

const place = { x: 0, y: 0 }
const ahead = { x: 0, y: 0 }

/** What a message is to the eye. Traffic with a controller, and everything but produce and fetch, is control traffic. */
export function trafficOf(message: Pick<InFlightMessage, 'traffic' | 'records'>): Traffic {
  if (message.records > 0) return 'records'
  if (message.traffic === 'acknowledgement') return 'acknowledgement'
  return message.traffic === 'data' ? 'request' : 'control'
}

/** Paints what travels at the playhead; true while anything does. */
export function paintFlights(brush: Brush, messages: readonly InFlightMessage[]): boolean {
  let travelling = false
  const crowded = messages.length > MAX_PILLS
  const held = new Map<Route, { count: number; hue: number }>()
  for (let i = Math.max(0, messages.length - MAX_FLIGHTS); i < messages.length; i++) {
    const message = messages[i]!
    const traffic = trafficOf(message)
    if (traffic === 'control' && !brush.showControl) continue
    const route = brush.routes.of(message)
    if (route === null) continue
    if (message.held) {
      const stack = held.get(route) ?? { count: 0, hue: hueOf(message) }
      stack.count++
      held.set(route, stack)
      continue
    }
    travelling = true
    const progress = brush.reducedMotion ? 0.5 : linkProgress(message, brush.playheadUs)
    pointAt(route.line, route.reversed ? 1 - progress : progress, place)
    if (place.y < brush.viewTop - 20 || place.y > brush.viewBottom + 20) continue
    paintMessage(brush, message, traffic, crowded)
  }
  for (const [route, stack] of held) paintHeld(brush, route, stack.count, stack.hue)
  return travelling
}

/** Messages that broke off, as a dot in two halves where it happened. */
export function paintBroken(brush: Brush): void {
  const { context, state, nowMs } = brush
  for (const { message, progress, untilMs } of state.broken) {
    if (trafficOf(message) === 'control' && !brush.showControl) continue
    const route = brush.routes.of(message)
    if (route === null) continue
    pointAt(route.line, route.reversed ? 1 - progress : progress, place)
    context.globalAlpha = Math.min(1, (untilMs - nowMs) / 400)
    paintHalves(brush, place)
    context.globalAlpha = 1
  }
}

export function paintHalves({ context, palette }: Brush, { x, y }: Point): void {
  context.fillStyle = palette.bad
  context.beginPath()
  context.arc(x - 2, y, 4.5, Math.PI * 0.5, Math.PI * 1.5)
  context.fill()
  context.beginPath()
  context.arc(x + 2, y + 2, 4.5, -Math.PI * 0.5, Math.PI * 0.5)
  context.fill()
}

/** What finding a message takes. */
export type HitBrush = Pick<Brush, 'routes' | 'playheadUs' | 'showControl' | 'reducedMotion'>

/** The message nearest to a point of the scene, within `reach`; null when there is none. */
export function messageNear(
  brush: HitBrush,
  messages: readonly InFlightMessage[],
  x: number,
  y: number,
  reach: number,
): InFlightMessage | null {
  let nearest: InFlightMessage | null = null
  let least = reach
  for (const message of messages) {
    if (message.held || (trafficOf(message) === 'control' && !brush.showControl)) continue
    const route = brush.routes.of(message)
    if (route === null) continue
    const progress = brush.reducedMotion ? 0.5 : linkProgress(message, brush.playheadUs)
    pointAt(route.line, route.reversed ? 1 - progress : progress, place)
    const distance = Math.hypot(place.x - x, place.y - y)
    if (distance < least) {
      least = distance
      nearest = message
    }
  }
  return nearest
}

/** Whether a message has the followed record on board. */
export function carries(message: Pick<InFlightMessage, 'batches'>, record: FollowedRecord | null): boolean {
  if (record === null || message.batches === undefined) return false
  return message.batches.some((batch) => {
    if (batch.topicPartition !== record.topicPartition) return false
    if (batch.baseOffset >= 0) return isWithin(record.offset, batch.baseOffset, batch.records)
    return (
      batch.producerId >= 0 &&
      batch.producerId === record.producerId &&
      isWithin(record.sequence, batch.baseSequence, batch.records)
    )
  })
}

function isWithin(place: number, first: number, count: number): boolean {
  return place >= first && place < first + count
}

function hueOf(message: InFlightMessage): number {
  return markOf(message).hue
}

/** Keys of Kafka's own records are numbers and names of groups, which are nobody's to colour. */
function markOf({ keys, topicPartitions }: InFlightMessage): KeyMark {
  const internal = topicPartitions.length > 0 && topicPartitions.every(isInternal)
  return keyPalette.markOf(internal ? null : (keys[0] ?? null))
}

function paintMessage(brush: Brush, message: InFlightMessage, traffic: Traffic, crowded: boolean): void {
  const { context, palette, emphasis } = brush
  if (traffic === 'records') {
    if (crowded) brush.context.drawImage(brush.sprites.dot(hueOf(message)), place.x - 5, place.y - 5, 10, 10)
    else paintPill(brush, message)
  } else paintDot(brush, traffic, place)
  const followed = emphasis.followed?.messages.includes(message.id) === true
  if (followed) paintHalo(brush, () => context.arc(place.x, place.y, 17, 0, Math.PI * 2))
  if (followed || (emphasis.messageId !== message.id && !carries(message, emphasis.record))) return
  context.strokeStyle = palette.accent
  context.lineWidth = 2
  context.beginPath()
  context.arc(place.x, place.y, 15, 0, Math.PI * 2)
  context.stroke()
}

/** A message without records. */
export function paintDot(brush: Brush, traffic: Exclude<Traffic, 'records'>, at: Point): void {
  const { palette } = brush
  if (traffic === 'acknowledgement') ring(brush, at, 4, palette.ok)
  else if (traffic === 'request') dot(brush, at, 2.6, palette.mark)
  else dot(brush, at, 1.8, palette.lineStrong)
}

function paintPill(brush: Brush, message: InFlightMessage): void {
  const mark = markOf(message)
  const { stations, mode } = brush.layout
  // Within a region there is little room between the cards.
  const within = stations.get(message.from)?.order === stations.get(message.to)?.order
  const small = within || mode === 'stacked'
  const text = message.records === 1 ? mark.letter || '1' : String(message.records)
  const sprite = brush.sprites.pill(mark.hue, text, small ? 'small' : 'normal')
  if (brush.reducedMotion) paintDirection(brush, message)
  const width = sprite.width / brush.sprites.ratio
  const height = sprite.height / brush.sprites.ratio
  brush.context.drawImage(sprite, place.x - width / 2, place.y - height / 2, width, height)
}

/** Where nothing travels, a small arrow ahead of the pill says which way it goes. */
function paintDirection(brush: Brush, message: InFlightMessage): void {
  const route = brush.routes.of(message)
  if (route === null) return
  const { context, palette } = brush
  pointAt(route.line, route.reversed ? 0.42 : 0.58, ahead)
  const angle = Math.atan2(ahead.y - place.y, ahead.x - place.x)
  const [x, y] = [place.x + Math.cos(angle) * 21, place.y + Math.sin(angle) * 21]
  context.fillStyle = palette.ink2
  context.beginPath()
  for (const turn of [0, 2.5, -2.5]) context.lineTo(x + Math.cos(angle + turn) * 6, y + Math.sin(angle + turn) * 6)
  context.fill()
}

function dot(brush: Brush, { x, y }: Point, radius: number, colour: string): void {
  brush.context.fillStyle = colour
  brush.context.beginPath()
  brush.context.arc(x, y, radius, 0, Math.PI * 2)
  brush.context.fill()
}

/** An acknowledgement on its way back. */
function ring(brush: Brush, { x, y }: Point, radius: number, colour: string): void {
  const { context, palette } = brush
  context.beginPath()
  context.arc(x, y, radius, 0, Math.PI * 2)
  context.fillStyle = palette.card
  context.fill()
  context.lineWidth = 2.2
  context.strokeStyle = colour
  context.stroke()
}

/** Messages that wait at the start of their wire, as a stack with their number. */
function paintHeld(brush: Brush, route: Route, count: number, hue: number): void {
  pointAt(route.line, route.reversed ? 0.94 : 0.06, place)
  paintStack(brush, place, count, hue)
}

export function paintStack({ context, palette }: Brush, { x, y }: Point, count: number, hue: number): void {
  context.fillStyle = palette.keys[hue]!.faint
  context.strokeStyle = palette.mark
  context.lineWidth = 1
  for (let i = Math.min(3, count) - 1; i >= 0; i--) {
    context.beginPath()
    context.roundRect(x - 9 + i * 3, y - 9 - i * 3, 20, 16, 4)
    context.fill()
    context.stroke()
  }
  context.font = `700 ${Math.max(11, palette.leastType)}px ${palette.font}`
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.fillStyle = palette.keys[hue]!.faintText
  context.fillText(String(count), x + 1, y - 0.5)
}
