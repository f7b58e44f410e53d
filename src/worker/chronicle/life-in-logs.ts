/** What became of a record once a leader had appended it. */
import type { Happening as TimedHappening } from '../../engine/world.ts'
import type { TopicPartition } from '../../kafka/common/topic-partition.ts'
import type { Happening } from '../../kafka/observe/happenings.ts'
import type { BiographyStep } from './biography.ts'
import type { Note, Wanted } from './note-columns.ts'
import { APPENDED, COMMITTED, CUT, DELETED, type Deletion, LEADS, type Notes, PASSED, READ } from './notes.ts'

/** One time that a leader appended it. */
export interface PlacedRecord {
  readonly topicPartition: TopicPartition
  readonly offset: number
  readonly leaderEpoch: number
  readonly event: number
  readonly atUs: number
  readonly node: string
  readonly replica: number
}

export interface LifeInLogs {
  readonly steps: readonly BiographyStep[]
  readonly fate: 'underWay' | 'kept' | 'lost' | 'deleted' | 'topicDeleted'
  /** Null: it was never acknowledged. */
  readonly holdersAtAck: readonly string[] | null
}

/** Follows the record from the first of its appends; a second one, by a retry, tells only that it was written again. */
export function lifeInLogs(
  notes: Notes,
  happenings: readonly TimedHappening[],
  placed: readonly PlacedRecord[],
  acknowledgedAtUs: number,
): LifeInLogs {
  const lives = placed.map((record) => new Life(notes, happenings, record, acknowledgedAtUs))
  for (const life of lives) life.follow()
  // It lives on as long as one copy of it does.
  const best = lives.find(({ fate }) => fate === 'kept') ?? lives.at(-1)
  return {
    steps: lives.flatMap(({ steps }) => steps),
    fate: best?.fate ?? 'underWay',
    holdersAtAck: lives.find((life) => life.holdersAtAck !== null)?.holdersAtAck ?? null,
  }
}

class Life {
  readonly steps: BiographyStep[] = []
  holdersAtAck: readonly string[] | null = null
  private readonly notes: Notes
  private readonly happenings: readonly TimedHappening[]
  private readonly record: PlacedRecord
  private readonly acknowledgedAtUs: number
  /** Numbers of the replicas that have it. */
  private readonly holders = new Set<number>()
  /** The group's readers that have had it. */
  private readonly readBy = new Set<string>()
  private readonly committedBy = new Set<string>()
  private visible = false
  /** Somebody without it leads. */
  private dead = false
  private deleted = false
  /** By which the whole log is gone. */
  private readonly deletion: Deletion | undefined

  constructor(notes: Notes, happenings: readonly TimedHappening[], record: PlacedRecord, acknowledgedAtUs: number) {
    this.notes = notes
    this.happenings = happenings
    this.record = record
    this.acknowledgedAtUs = acknowledgedAtUs
    this.deletion = notes.deletionAfter(record.topicPartition, record.event)
  }

  get fate(): LifeInLogs['fate'] {
    if (this.deletion !== undefined && !this.dead) return 'topicDeleted'
    if (this.dead || (this.holders.size === 0 && !this.deleted)) return 'lost'
    if (this.deleted) return 'deleted'
    return this.visible ? 'kept' : 'underWay'
  }

  follow(): void {
    const { atUs, node, offset, leaderEpoch, replica } = this.record
    this.holders.add(replica)
    this.steps.push({ what: 'appended', atUs, node, offset, leaderEpoch })
    const untilUs = this.deletion?.atUs ?? Infinity
    this.notes.columns.from(atUs, this.wanted(), (note) => {
      // What comes after that is of another topic by the same name.
      if (note.atUs > untilUs) return true
      this.noticeAck(note.atUs)
      this.take(note)
      return false
    })
    this.noticeAck(untilUs)
    if (this.deletion === undefined) return
    this.steps.push({ what: 'topicDeleted', atUs: untilUs, happeningId: this.deletion.happeningId })
    this.holders.clear()
  }

  /** What concerns its partition. */
  private wanted(): Wanted {
    const { replicas, readers, groups } = this.notes
    const wanted: Uint8Array[] = []
    const concerns = (each: { readonly topicPartition: TopicPartition }) =>
      each.topicPartition === this.record.topicPartition
    const ofReplicas = replicas.marked(concerns)
    for (const kind of [APPENDED, CUT, PASSED, DELETED, LEADS]) wanted[kind] = ofReplicas
    wanted[READ] = readers.marked(concerns)
    wanted[COMMITTED] = groups.marked(concerns)
    return wanted
  }

  private noticeAck(beforeUs: number): void {
    const { acknowledgedAtUs } = this
    if (acknowledgedAtUs === -1 || acknowledgedAtUs >= beforeUs || this.holdersAtAck !== null) return
    this.holdersAtAck = this.holderNames()
  }

  private take(note: Note): void {
    if (note.kind === READ) this.takeRead(note)
    else if (note.kind === COMMITTED) this.takeCommit(note)
    else this.takeInLog(note)
  }

  private takeInLog({ kind, subject, value, extra, atUs }: Note): void {
    const { offset, leaderEpoch } = this.record
    const { node } = this.notes.replicas.item(subject)
    const holds = this.holders.has(subject)
    if (kind === APPENDED && !holds && extra === leaderEpoch && value > offset) {
      this.holders.add(subject)
      this.steps.push({ what: 'copied', atUs, node })
    } else if (kind === CUT && holds && value <= offset) {
      this.holders.delete(subject)
      this.steps.push({ what: 'cut', atUs, node, ...(extra === 1 ? { powerCut: true } : {}) })
    } else if (kind === PASSED && holds && value > offset && !this.visible && !this.dead) {
      this.visible = true
      this.steps.push({ what: 'visible', atUs, node })
    } else if (kind === DELETED && holds && value > offset) {
      this.holders.delete(subject)
      this.deleted = true
      this.steps.push({ what: 'deleted', atUs, node })
    } else if (kind === LEADS && value > leaderEpoch) this.takeLeader(node, holds, value, atUs)
  }

  /** Whoever leads decides what the partition holds: the others will follow its log. */
  private takeLeader(node: string, holds: boolean, epoch: number, atUs: number): void {
    if (holds) this.dead = false
    if (holds || this.deleted || this.dead) return
    this.dead = true
    const happeningId = this.electionIn(epoch)
    const why = happeningId === null ? {} : { happeningId }
    this.steps.push({ what: 'outvoted', atUs, node, leaderEpoch: epoch, holders: this.holderNames(), ...why })
  }

  private electionIn(epoch: number): number | null {
    for (const { id, body } of this.happenings) {
      const happening = body as Happening
      if (happening.type !== 'LeaderElected' || happening.leaderEpoch !== epoch) continue
      if (happening.topicPartition === this.record.topicPartition) return id
    }
    return null
  }

  private takeRead({ subject, value, extra, atUs }: Note): void {
    const { group, consumer } = this.notes.readers.item(subject)
    const { offset } = this.record
    if (extra > offset || value <= offset || this.dead) return
    this.readBy.add(group)
    this.steps.push({ what: 'read', atUs, group, consumer })
  }

  private takeCommit({ subject, value, extra, atUs }: Note): void {
    const { group } = this.notes.groups.item(subject)
    const { offset } = this.record
    if (value <= offset || extra > offset) return
    // A group that begins behind this record commits past it, and has never had it.
    if (!this.readBy.has(group) || this.committedBy.has(group)) return
    this.committedBy.add(group)
    this.steps.push({ what: 'committed', atUs, group })
  }

  private holderNames(): string[] {
    return [...this.holders].map((replica) => this.notes.replicas.item(replica).node).sort((a, b) => (a < b ? -1 : 1))
  }
}
