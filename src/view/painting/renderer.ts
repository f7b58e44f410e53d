/**
 * Drives the canvas: paints when something changed, keeps painting while something moves, and rests otherwise. It
 * reads the stores itself, so that a tick of the clock wakes no React component.
 */
import type { Routes } from '../layout/routes.ts'
import type { StageLayout } from '../layout/stage-layout.ts'
import type { Brush, Emphasis } from './brush.ts'
import type { HitBrush } from './flight-painter.ts'
import { groupPlaces, replicasByPartition } from './group-marks.ts'
import type { Palette } from './palette.ts'
import { paintScene } from './scene-painter.ts'
import { type SceneFrame, SceneState } from './scene-state.ts'
import { Sprites } from './sprites.ts'

/** Everything about the picture that is not the cluster. */
export interface SceneSetting {
  readonly layout: StageLayout
  readonly routes: Routes
  readonly palette: Palette
  readonly emphasis: Emphasis
  readonly reducedMotion: boolean
  readonly showControl: boolean
  /** Scroll position and height of the viewport, CSS pixels. */
  readonly scrollTop: number
  readonly viewportHeight: number
}

export interface SceneSource {
  frame(): SceneFrame
  playheadUs(): number
  isPlaying(): boolean
  /** Called after every paint. */
  painted?(): void
}

/** A canvas has more pixels than this on no device: memory, and nobody sees the difference. */
const MAX_DEVICE_RATIO = 3

export class SceneRenderer {
  private readonly canvas: HTMLCanvasElement
  private readonly context: CanvasRenderingContext2D | null
  private readonly source: SceneSource
  private readonly state = new SceneState()
  private setting: SceneSetting | null = null
  private sprites: Sprites | null = null
  private spritesFor: Palette | null = null
  private request = 0
  private lastMs = 0
  private tables: {
    readonly frame: SceneFrame
    readonly places: Brush['places']
    readonly replicas: Brush['replicasByPartition']
  } | null = null
  /** Script milliseconds of the newest frames, for the bench. */
  readonly costs: number[] = []

  constructor(canvas: HTMLCanvasElement, source: SceneSource) {
    this.canvas = canvas
    // Absent in test environments without graphics; then there is nothing to paint on.
    this.context = canvas.getContext('2d')
    this.source = source
  }

  /** False where there are no graphics. */
  get canPaint(): boolean {
    return this.context !== null
  }

  set(setting: SceneSetting): void {
    this.setting = setting
    this.wake()
  }

  /** Something changed: paint in the next animation frame. */
  wake(): void {
    if (this.request === 0 && this.context !== null) this.request = requestAnimationFrame((nowMs) => this.paint(nowMs))
  }

  stop(): void {
    cancelAnimationFrame(this.request)
    this.request = 0
    this.setting = null
  }

  /** What `messageNear` needs to find a message under the pointer. */
  hitBrush(): HitBrush | null {
    if (this.setting === null) return null
    const { routes, showControl, reducedMotion } = this.setting
    return { routes, showControl, reducedMotion, playheadUs: this.source.playheadUs() }
  }

  private paint(nowMs: number): void {
    this.request = 0
    const { setting, context } = this
    if (setting === null || context === null || document.visibilityState === 'hidden') return
    const beganMs = performance.now()
    const frame = this.source.frame()
    this.state.absorb(frame, nowMs)
    const brush = this.brush(setting, context, frame, nowMs)
    this.clear(setting, context)
    const travelling = paintScene(brush, frame.inFlight)
    const gliding = this.state.glides.step(Math.min(100, nowMs - this.lastMs), setting.reducedMotion)
    this.lastMs = nowMs
    const flowing = travelling && this.source.isPlaying() && !setting.reducedMotion
    if (flowing || gliding || this.state.isMoving(nowMs)) this.wake()
    this.costs.push(performance.now() - beganMs)
    if (this.costs.length > 600) this.costs.shift()
    this.source.painted?.()
  }

  private brush(setting: SceneSetting, context: CanvasRenderingContext2D, frame: SceneFrame, nowMs: number): Brush {
    const { layout, palette, scrollTop, viewportHeight } = setting
    const ratio = this.deviceRatio(layout)
    if (this.sprites === null || this.spritesFor !== palette || this.sprites.ratio !== ratio) {
      this.sprites = new Sprites(palette, ratio)
      this.spritesFor = palette
    }
    const { places, replicas } = this.tablesOf(frame)
    return {
      ...setting,
      context,
      sprites: this.sprites,
      state: this.state,
      image: frame.image,
      places,
      replicasByPartition: replicas,
      nowMs,
      atUs: frame.atUs,
      playheadUs: this.source.playheadUs(),
      viewTop: scrollTop / layout.scale,
      viewBottom: (scrollTop + viewportHeight) / layout.scale,
    }
  }

  private tablesOf(frame: SceneFrame): NonNullable<SceneRenderer['tables']> {
    const known = this.tables
    if (known !== null && known.frame.image === frame.image) return known
    const { image } = frame
    this.tables = { frame, places: groupPlaces(image), replicas: replicasByPartition(image) }
    return this.tables
  }

  /** The canvas is as large as the viewport and rides along with the scroll position. */
  private clear(setting: SceneSetting, context: CanvasRenderingContext2D): void {
    const { layout, scrollTop, viewportHeight } = setting
    const ratio = this.deviceRatio(layout)
    const width = Math.round(layout.width * ratio)
    const height = Math.round((viewportHeight / layout.scale) * ratio)
    if (this.canvas.width !== width || this.canvas.height !== height) {
      this.canvas.width = width
      this.canvas.height = height
    }
    context.setTransform(1, 0, 0, 1, 0, 0)
    context.clearRect(0, 0, width, height)
    context.setTransform(ratio, 0, 0, ratio, 0, -(scrollTop / layout.scale) * ratio)
    context.globalAlpha = 1
    context.lineCap = 'butt'
    context.setLineDash([])
  }

  private deviceRatio(layout: StageLayout): number {
    return Math.min(MAX_DEVICE_RATIO, window.devicePixelRatio || 1) * layout.scale
  }
}
