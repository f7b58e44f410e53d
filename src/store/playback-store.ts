/** Where the reader is in simulated time, and how fast it passes. */
import { create } from 'zustand'
import type { BranchInfo, Frame, Playback, Stepped, TimelineMark } from '../worker/port.ts'

export interface PlaybackStoreState {
  readonly playback: Playback
  /** The first instant of the run, simulated microseconds. */
  readonly beginsAtUs: number
  readonly branches: readonly BranchInfo[]
  readonly marks: readonly TimelineMark[]
  /** What the reader's last step led to; null once the picture has gone on otherwise. */
  readonly stepped: Stepped | null
}

/** Wall time the playhead may run ahead of the last frame: a late frame must not look like a stopped cluster. */
const MAX_EXTRAPOLATION_MS = 120
/** Share of the difference between guess and frame that each frame takes back, so that the picture never jerks. */
const CORRECTION = 0.2

const initialPlayback: Playback = {
  state: 'paused',
  speed: 1,
  autoPace: true,
  pace: 1,
  latestUs: 0,
  branchId: '',
}

export const usePlaybackStore = create<PlaybackStoreState>()(() => ({
  playback: initialPlayback,
  beginsAtUs: 0,
  branches: [],
  marks: [],
  stepped: null,
}))

/** The instant the playhead is tied to: simulated `simUs` was on screen at wall time `wallMs`. */
const anchor = { simUs: 0, wallMs: 0, frameUs: 0 }

/** How long a seek that is not heard of any more counts as the place the reader is at. */
const SEEK_REMEMBERED_MS = 300
/** Where the last seek leads, until its frame is there. */
let sought: { readonly atUs: number; readonly atMs: number } | null = null

/** A seek was asked for; keys that go on from a place go on from there. */
export function rememberSeek(atUs: number, nowMs: number = performance.now()): void {
  sought = { atUs, atMs: nowMs }
}

/**
 * Where the reader is, or is about to be, in simulated microseconds: a key that is held down goes on from where its last
 * press leads, not from what happens to be on screen.
 */
export function placeUs(nowMs: number = performance.now()): number {
  const underWay = usePlaybackStore.getState().playback.state === 'seeking'
  if (sought !== null && (underWay || nowMs - sought.atMs < SEEK_REMEMBERED_MS)) return sought.atUs
  return playheadUs(nowMs)
}

/**
 * Simulated microseconds to draw now. While playing, it runs on from the last frame at the pace in force, for at most
 * 120 ms of wall time; while paused it is the frame's own instant.
 */
export function playheadUs(nowMs: number = performance.now()): number {
  const { playback } = usePlaybackStore.getState()
  // Who waits for the engine waits at the very instant at which it will go on.
  if (playback.state !== 'playing' || playback.awaitsEngine === true) return anchor.frameUs
  const elapsedMs = Math.min(Math.max(0, nowMs - anchor.wallMs), MAX_EXTRAPOLATION_MS)
  return anchor.simUs + elapsedMs * 1_000 * playback.pace
}

/**
 * The instant of the last frame. What is drawn runs on from there, and back a little where that was too far; a clock
 * that is read must never run back.
 */
export function frameUs(): number {
  return anchor.frameUs
}

/** Takes over a frame's playback, branches and marks, and ties the playhead to its instant. */
export function followFrame(frame: Frame, nowMs: number = performance.now()): void {
  const stood = frame.atUs === anchor.frameUs
  anchor.simUs = nextAnchorUs(frame, playheadUs(nowMs))
  anchor.wallMs = nowMs
  anchor.frameUs = frame.atUs
  if (frame.happeningsReset && frame.atUs === sought?.atUs && frame.playback.state !== 'seeking') sought = null
  const known = usePlaybackStore.getState()
  usePlaybackStore.setState({
    beginsAtUs: frame.beginsAtUs,
    playback: samePlayback(known.playback, frame.playback) ? known.playback : frame.playback,
    branches: frame.branches ?? known.branches,
    marks: frame.marks ?? known.marks,
    stepped: frame.stepped ?? (stood && frame.playback.state !== 'playing' ? known.stepped : null),
  })
}

/** A small difference is taken back over a few frames; after a seek, a pause or a change of pace the frame is right. */
function nextAnchorUs(frame: Frame, guessUs: number): number {
  const before = usePlaybackStore.getState().playback
  if (frame.playback.state !== 'playing' || before.state !== 'playing' || frame.happeningsReset) return frame.atUs
  const toleranceUs = MAX_EXTRAPOLATION_MS * 1_000 * Math.min(before.pace, frame.playback.pace)
  const errorUs = frame.atUs - guessUs
  return Math.abs(errorUs) > toleranceUs ? frame.atUs : guessUs + errorUs * CORRECTION
}

/** `latestUs` moves with every frame while playing; it must not wake panels unless something they show changed. */
function samePlayback(a: Playback, b: Playback): boolean {
  return (
    a.state === b.state &&
    a.speed === b.speed &&
    a.autoPace === b.autoPace &&
    a.pace === b.pace &&
    a.awaitsEngine === b.awaitsEngine &&
    a.latestUs === b.latestUs &&
    a.branchId === b.branchId &&
    a.heldBy === b.heldBy
  )
}

/** Forgets the run on show. */
export function clearPlayback(): void {
  Object.assign(anchor, { simUs: 0, wallMs: 0, frameUs: 0 })
  sought = null
  usePlaybackStore.setState({ playback: initialPlayback, beginsAtUs: 0, branches: [], marks: [], stepped: null })
}
