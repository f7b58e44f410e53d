/**
 * The engine behind its port: one loop for the worker and for its twin in the page's process. It plays from frame to
 * frame, never more than a few milliseconds at a stretch, and answers in between.
 */
import type { Command } from '../kafka/cluster/commands.ts'
import { inWords, readCommand } from './command-schema.ts'
import type { EngineParts, HostClock } from './engine-parts.ts'
import { FrameMaker } from './frame-maker.ts'
import { Inbox } from './inbox.ts'
import { type Job, seekOf, stopSeek } from './job.ts'
import { markKindOf } from './marks.ts'
import { Player } from './player.ts'
import type { Frame, FromWorker, JournalEntry, Playback, Stepped, ToWorker } from './port.ts'
import { QuestionDesk } from './questions/question-desk.ts'
import { exportRun, openTimeline } from './run-codec.ts'
import { activeBranchId, hasBranch, type RunTimeline } from './run-timeline.ts'
import { MAX_RUN_US } from './spec-schema.ts'
import { steppingOf } from './stepping.ts'
import { branchWhatIf, undoLast } from './undo.ts'

type Open = Extract<ToWorker, { readonly type: 'open' }>

const NOT_LOADED = 'The tools of the terminal could not be loaded. Check the connection and try again.'
/** A standstill frame between slices of a seek, no more often than this. */
const SEEKING_FRAME_MS = 100
/** After so long on the way somewhere, whoever plays or pauses wants to be where it has come. */
const LONG_SEEK_MS = 1_000

export class EngineHost {
  readonly #parts: EngineParts
  readonly #clock: HostClock
  readonly #send: (message: FromWorker) => void
  readonly #frames: FrameMaker
  readonly #player: Player
  readonly #desk: QuestionDesk
  #timeline: RunTimeline | null = null
  #playing = false
  #visible = true
  #job: Job | null = null
  /** What the reader's last step led to, until a frame tells it. */
  #stepped: Stepped | null = null
  readonly #inbox: Inbox
  /** Messages that need a settled present, while a job is under way. */
  #waiting: ToWorker[] = []
  #lastFrame: Frame | null = null
  #opensAtUs = 0
  #acknowledged = true
  #lastShownMs = 0
  #lastStandstillMs = 0
  #jobBegunMs = 0
  /** Something changed that the page has not seen. */
  #stale = false
  #sliceDeferred = false

  constructor(parts: EngineParts, clock: HostClock, send: (message: FromWorker) => void) {
    // The log of happenings must know what the scrubber marks.
    const model = {
      ...parts.model,
      isMark: (happening: Parameters<typeof markKindOf>[0]) => markKindOf(happening) !== null,
    }
    this.#parts = { ...parts, model }
    this.#clock = clock
    this.#send = send
    this.#frames = new FrameMaker(this.#parts)
    this.#player = new Player(this.#parts, clock)
    this.#desk = new QuestionDesk({ parts: this.#parts, clock, send })
    this.#inbox = new Inbox({
      prepare: (message) => parts.prepare?.(message) ?? null,
      take: (message) => this.#take(message),
      refuse: (message, error) => this.#refuse(message, error),
    })
  }

  /** Takes a message from the page. Never throws: what goes wrong in here becomes `crashed`. */
  receive(message: ToWorker): void {
    this.#guarded(() => this.#inbox.add(message))
  }

  /** A part of the engine could not be fetched. */
  #refuse(message: ToWorker, error: unknown): void {
    if (message.type === 'open') this.#crash(error)
    if (message.type !== 'command') return
    const branchId = this.#timeline === null ? '' : activeBranchId(this.#timeline)
    this.#send({ type: 'commandDone', requestId: message.requestId, entry: null, branchId, error: NOT_LOADED })
  }

  #take(message: ToWorker): void {
    this.#guarded(() => {
      if (message.type === 'open') this.#open(message)
      else if (message.type === 'setVisible') this.#setVisible(message.visible)
      else if (message.type === 'holdAt') this.#player.holdAt = new Set(message.kinds)
      else if (this.#timeline !== null) this.#dispatch(this.#timeline, message)
    })
  }

  #guarded(work: () => void): void {
    try {
      work()
    } catch (error) {
      this.#crash(error)
    }
  }

  /** The world may be broken now, the journal is not: it is what the page saves, opens again and offers for download. */
  #crash(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error)
    const run = this.#timeline === null ? null : exportRun(this.#timeline.toRun(), this.#lastFrame?.atUs ?? 0)
    this.#leave()
    this.#send({ type: 'crashed', message, run })
  }

  // Opening

  #leave(): void {
    this.#timeline = null
    this.#job = null
    this.#waiting = []
    this.#desk.forgetAll()
  }

  #open(message: Open): void {
    this.#leave()
    this.#playing = message.playing
    this.#frames.startOver()
    this.#player.payAttention()
    this.#acknowledged = true
    this.#lastFrame = null
    const timeline = openTimeline(this.#parts.model, message)
    this.#timeline = timeline
    this.#opensAtUs = message.run.positionUs
    this.#frames.follows(message.run)
    this.#begin(seekOf(timeline))
  }

  // Jobs in slices

  #begin(job: Job): void {
    this.#job = job
    this.#jobBegunMs = this.#clock.nowMs()
    this.#frames.resetHappenings()
    this.#player.payAttention()
    this.#deferSlice()
  }

  #runSlice(): void {
    const job = this.#job
    if (job === null) return
    const progress = this.#player.slice(job.step)
    if (progress === 'budget') {
      this.#showSeeking()
      this.#deferSlice()
    } else {
      this.#stepped = job.stepped?.() ?? null
      this.#arrive()
    }
  }

  #arrive(): void {
    this.#job = null
    this.#lastShownMs = this.#clock.nowMs()
    this.#stale = true
    this.#catchUp()
    this.#sendFrame()
  }

  #deferSlice(): void {
    if (this.#sliceDeferred) return
    this.#sliceDeferred = true
    this.#clock.defer(() => {
      this.#sliceDeferred = false
      this.#guarded(() => this.#runSlice())
    })
  }

  /** What waited for a settled present, in order; a job among it makes the rest wait again. */
  #catchUp(): void {
    while (this.#job === null && this.#timeline !== null) {
      const message = this.#waiting.shift()
      if (message === undefined) return
      this.#dispatch(this.#timeline, message)
    }
  }

  #showSeeking(): void {
    const nowMs = this.#clock.nowMs()
    if (!this.#acknowledged || nowMs - this.#lastStandstillMs < SEEKING_FRAME_MS) return
    this.#lastStandstillMs = nowMs
    if (this.#lastFrame !== null) this.#post(this.#frames.standstill(this.#lastFrame, this.#playback()))
    else this.#send({ type: 'opening', share: (this.#timeline?.position.atUs ?? 0) / Math.max(1, this.#opensAtUs) })
  }

  // Messages

  #dispatch(timeline: RunTimeline, message: ToWorker): void {
    switch (message.type) {
      case 'open':
        this.#open(message)
        break
      case 'frameShown':
        this.#frameShown(timeline, message.sequence)
        break
      case 'play':
      case 'pause':
        this.#setPlaying(timeline, message.type === 'play')
        break
      case 'setSpeed':
        this.#setSpeed(message.speed, message.autoPace)
        break
      case 'seek':
        this.#seek(timeline, message.atUs)
        break
      case 'follow':
        this.#frames.follow(message.record, timeline)
        this.#changed()
        break
      default:
        if (this.#job === null) this.#dispatchSettled(timeline, message)
        else this.#waiting.push(message)
    }
  }

  #dispatchSettled(timeline: RunTimeline, message: ToWorker): void {
    switch (message.type) {
      case 'command':
        this.#command(timeline, message.requestId, message.command)
        break
      case 'step':
        this.#step(timeline, message)
        break
      case 'undo':
        this.#undo(timeline, message.requestId)
        break
      case 'openBranch':
        this.#openBranch(timeline, message.branchId, message.atUs)
        break
      case 'whatIf':
        this.#send(branchWhatIf(timeline, message))
        this.#changed()
        break
      case 'renameBranch':
        if (hasBranch(timeline, message.branchId)) timeline.renameBranch(Number(message.branchId), message.name)
        this.#changed()
        break
      case 'deleteBranch':
        this.#deleteBranch(timeline, message.branchId)
        break
      default:
        this.#desk.take(timeline, message)
    }
  }

  #command(timeline: RunTimeline, requestId: number, given: Command): void {
    let entry: JournalEntry | null = null
    let error: string | null = null
    try {
      const command = readCommand(given, 'command')
      error = this.#parts.refuseCommand(timeline.world, command)
      if (error === null) {
        const forks = timeline.inThePast
        const { atUs, afterEvents } = timeline.act(command)
        entry = { atUs, afterEvents: afterEvents ?? 0, command }
        const sent = this.#parts.sentByHand?.(timeline, command) ?? null
        if (sent !== null) this.#frames.follow(sent, timeline)
        this.#player.payAttention()
        if (forks) this.#frames.resetHappenings()
      }
    } catch (caught) {
      // The timeline has put the present back to before the command, and the journal does not have it.
      error = inWords(caught)
    }
    const branchId = activeBranchId(timeline)
    this.#send({ type: 'commandDone', requestId, entry, branchId, error })
    this.#changed()
  }

  #undo(timeline: RunTimeline, requestId: number): void {
    const undone = undoLast(timeline)
    this.#send({ type: 'undone', requestId, ...undone })
    if (undone.command !== null) this.#moved()
  }

  #step(timeline: RunTimeline, message: Extract<ToWorker, { readonly type: 'step' }>): void {
    this.#playing = false
    this.#begin(steppingOf(timeline, this.#parts, message))
  }

  /** A newer goal takes the place of an older one that is still being sought. */
  #seek(timeline: RunTimeline, atUs: number): void {
    timeline.beginSeek({ atUs: Math.min(MAX_RUN_US, Math.max(0, Math.round(atUs) || 0)) })
    this.#begin(seekOf(timeline))
  }

  #openBranch(timeline: RunTimeline, branchId: string, atUs?: number): void {
    if (!hasBranch(timeline, branchId) || branchId === activeBranchId(timeline)) return
    timeline.openBranch(Number(branchId), atUs === undefined ? undefined : { atUs })
    this.#begin(seekOf(timeline))
  }

  /** The branch on screen is left for its parent first; the only branch stays. */
  #deleteBranch(timeline: RunTimeline, branchId: string): void {
    if (!hasBranch(timeline, branchId)) return
    if (branchId !== activeBranchId(timeline)) {
      timeline.deleteBranch(Number(branchId))
      this.#changed()
      return
    }
    const doomed = timeline.branches().find((branch) => branch.active)
    const others = timeline.branches().filter((branch) => !branch.active)
    const refuge = others.find((branch) => branch.id === doomed?.parentId) ?? others[0]
    if (refuge === undefined) return
    this.#waiting.unshift({ type: 'deleteBranch', branchId })
    this.#openBranch(timeline, String(refuge.id))
  }

  // Playing

  #setPlaying(timeline: RunTimeline, playing: boolean): void {
    const wanted = !playing || this.#lastFrame !== null
    if (wanted && this.#clock.nowMs() - this.#jobBegunMs > LONG_SEEK_MS) stopSeek(timeline)
    if (playing && !this.#playing) this.#lastShownMs = this.#clock.nowMs()
    this.#playing = playing
    this.#changed()
  }

  /** A hidden tab stands still, and goes on where it was without catching up. */
  #setVisible(visible: boolean): void {
    if (visible === this.#visible) return
    this.#visible = visible
    if (!visible) return
    this.#lastShownMs = this.#clock.nowMs()
    this.#changed()
  }

  #setSpeed(speed: number, autoPace: boolean): void {
    if (Number.isFinite(speed)) this.#player.speed = Math.min(100, Math.max(0.001, speed))
    this.#player.autoPace = autoPace
    this.#changed()
  }

  #frameShown(timeline: RunTimeline, sequence: number): void {
    if (this.#acknowledged || sequence !== this.#lastFrame?.sequence) return
    this.#acknowledged = true
    const nowMs = this.#clock.nowMs()
    const wallMs = nowMs - this.#lastShownMs
    this.#lastShownMs = nowMs
    if (this.#playing && this.#visible && this.#job === null) {
      this.#player.play(timeline, wallMs, (present) => this.#frames.imageOf(present))
      if (timeline.position.atUs >= MAX_RUN_US || this.#player.heldBy !== 0) this.#playing = false
      this.#stale = true
    }
    this.#sendFrame()
  }

  // Frames

  /** The present moved by other means than running on. */
  #moved(): void {
    this.#frames.resetHappenings()
    this.#player.payAttention()
    this.#changed()
  }

  #changed(): void {
    this.#stale = true
    this.#sendFrame()
  }

  /** At most one on its way; what changes meanwhile goes with the next. */
  #sendFrame(): void {
    if (!this.#acknowledged || !this.#stale || !this.#visible || this.#job !== null || this.#timeline === null) return
    this.#stale = false
    const frame = this.#frames.frame(this.#timeline, this.#playback())
    this.#post(this.#stepped === null ? frame : { ...frame, stepped: this.#stepped })
    this.#stepped = null
  }

  #post(frame: Frame): void {
    this.#lastFrame = frame
    this.#acknowledged = false
    this.#send({ type: 'frame', frame })
  }

  #playback(): Playback {
    const { speed, autoPace, pace, heldBy } = this.#player
    const timeline = this.#timeline
    const state = this.#job !== null ? 'seeking' : this.#playing ? 'playing' : 'paused'
    return {
      state,
      speed,
      autoPace,
      // The page only draws with it: what is behind the fourth digit nobody sees, and each frame would carry it.
      pace: Number(pace.toPrecision(4)),
      latestUs: timeline?.latest.atUs ?? 0,
      branchId: timeline === null ? '' : activeBranchId(timeline),
      ...(state === 'paused' && heldBy !== 0 ? { heldBy } : {}),
    }
  }
}
