/** A brush for one mark by itself, as the legend shows it. */
import { emptyImage } from '../../kafka/observe/cluster-image.ts'
import { Routes } from '../layout/routes.ts'
import type { StageLayout } from '../layout/stage-layout.ts'
import type { Brush } from './brush.ts'
import type { Palette } from './palette.ts'
import { SceneState } from './scene-state.ts'
import { Sprites } from './sprites.ts'

const nowhere = { x: 0, y: 0, width: 0, height: 0 }
const cell = { width: 32, height: 20, pitch: 34, capacity: 2, hasOffset: true }
const main = { id: '', heading: nowhere, bar: null, strips: [], cards: [], add: null }
const layout: StageLayout = {
  mode: 'columns',
  density: 'full',
  gridColumns: 1,
  scale: 1,
  width: 40,
  height: 22,
  regions: [],
  main,
  stations: new Map(),
  counters: null,
  countersInLine: false,
  cell: { full: cell, compact: cell },
}

export function sampleBrush(context: CanvasRenderingContext2D, palette: Palette, ratio: number): Brush {
  return {
    context,
    palette,
    sprites: new Sprites(palette, ratio),
    state: new SceneState(),
    layout,
    routes: new Routes(layout, []),
    image: emptyImage(),
    emphasis: {
      record: null,
      followed: null,
      hoveredRecord: null,
      groupId: null,
      messageId: null,
      replicaId: null,
      topicPartition: null,
    },
    places: new Map(),
    replicasByPartition: new Map(),
    nowMs: 0,
    playheadUs: 0,
    atUs: 0,
    reducedMotion: true,
    showControl: false,
    viewTop: 0,
    viewBottom: 22,
  }
}
