/** Rectangles, and lines that can be both drawn (SVG `d`) and walked along (for what travels on them). */

export interface Point {
  readonly x: number
  readonly y: number
}

export interface Rect {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** A line on stage: `d` for SVG, and the same line as points with the length walked up to each. */
export interface PathLine {
  readonly d: string
  readonly xs: Float32Array
  readonly ys: Float32Array
  readonly lengths: Float32Array
  readonly total: number
}

/** Enough that no eye sees corners in a curve across a whole 4K stage. */
const CURVE_SAMPLES = 28

export function rect(x: number, y: number, width: number, height: number): Rect {
  return { x, y, width, height }
}

export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value))
}

export function right(box: Rect): number {
  return box.x + box.width
}

export function bottom(box: Rect): number {
  return box.y + box.height
}

export function midX(box: Rect): number {
  return box.x + box.width / 2
}

export function midY(box: Rect): number {
  return box.y + box.height / 2
}

/** A cubic curve from `from` to `to` with the two control points. */
export function cubicLine(from: Point, control1: Point, control2: Point, to: Point): PathLine {
  const points: Point[] = []
  for (let i = 0; i <= CURVE_SAMPLES; i++) points.push(cubicAt(from, control1, control2, to, i / CURVE_SAMPLES))
  const d = `M${number(from.x)},${number(from.y)}C${number(control1.x)},${number(control1.y)} ${number(control2.x)},${number(control2.y)} ${number(to.x)},${number(to.y)}`
  return measured(d, points)
}

/** Leaves and arrives level, as wires between columns do. */
export function levelCurve(from: Point, to: Point): PathLine {
  const middle = (from.x + to.x) / 2
  return cubicLine(from, { x: middle, y: from.y }, { x: middle, y: to.y }, to)
}

/** Straight runs with rounded corners, as wires along rails do. */
export function roundedLine(corners: readonly Point[], radius: number): PathLine {
  const first = corners[0]!
  const points: Point[] = [first]
  let d = `M${number(first.x)},${number(first.y)}`
  for (let i = 1; i < corners.length - 1; i++) {
    const corner = corners[i]!
    const enter = towards(corner, corners[i - 1]!, radius)
    const leave = towards(corner, corners[i + 1]!, radius)
    d += `L${number(enter.x)},${number(enter.y)}Q${number(corner.x)},${number(corner.y)} ${number(leave.x)},${number(leave.y)}`
    for (let step = 0; step <= 5; step++) points.push(quadraticAt(enter, corner, leave, step / 5))
  }
  const last = corners[corners.length - 1]!
  points.push(last)
  return measured(`${d}L${number(last.x)},${number(last.y)}`, points)
}

/** The place a share `t` of the way along, 0 to 1, written into `out` so that drawing allocates nothing. */
export function pointAt(line: PathLine, t: number, out: { x: number; y: number }): void {
  const wanted = clamp(t, 0, 1) * line.total
  const { lengths, xs, ys } = line
  let low = 0
  let high = lengths.length - 1
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (lengths[middle]! <= wanted) low = middle
    else high = middle
  }
  const span = lengths[high]! - lengths[low]!
  const share = span > 0 ? (wanted - lengths[low]!) / span : 0
  out.x = xs[low]! + (xs[high]! - xs[low]!) * share
  out.y = ys[low]! + (ys[high]! - ys[low]!) * share
}

function measured(d: string, points: readonly Point[]): PathLine {
  const xs = Float32Array.from(points, (point) => point.x)
  const ys = Float32Array.from(points, (point) => point.y)
  const lengths = new Float32Array(points.length)
  for (let i = 1; i < points.length; i++) {
    lengths[i] = lengths[i - 1]! + Math.hypot(xs[i]! - xs[i - 1]!, ys[i]! - ys[i - 1]!)
  }
  return { d, xs, ys, lengths, total: lengths[points.length - 1] ?? 0 }
}

function towards(from: Point, to: Point, distance: number): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y)
  const share = length > 0 ? Math.min(distance, length / 2) / length : 0
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share }
}

function cubicAt(a: Point, b: Point, c: Point, d: Point, t: number): Point {
  const u = 1 - t
  const wa = u * u * u
  const wb = 3 * u * u * t
  const wc = 3 * u * t * t
  const wd = t * t * t
  return { x: wa * a.x + wb * b.x + wc * c.x + wd * d.x, y: wa * a.y + wb * b.y + wc * c.y + wd * d.y }
}

function quadraticAt(a: Point, b: Point, c: Point, t: number): Point {
  const u = 1 - t
  return {
    x: u * u * a.x + 2 * u * t * b.x + t * t * c.x,
    y: u * u * a.y + 2 * u * t * b.y + t * t * c.y,
  }
}

function number(value: number): string {
  return String(Math.round(value * 10) / 10)
}
