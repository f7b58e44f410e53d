/** What the host needs of the simulated world; given to it, so that a test can bring a small one. */
import type { CommandReading } from '../cli/command-reading/read-command.ts'
import type { Model } from '../engine/run.ts'
import type { SimEvent } from '../engine/sim-event.ts'
import type { World } from '../engine/world.ts'
import type { ClusterSpec, Command } from '../kafka/cluster/commands.ts'
import type { ClusterImage, InFlightMessage } from '../kafka/observe/cluster-image.ts'
import type { SteppedEvent } from '../kafka/observe/stepped-event.ts'
import type { RecordRef } from './chronicle/biography.ts'
import type { OtherEra } from './history/era-pair.ts'
import type { KnownSettings, SegmentFile, SettingsInVain, ToWorker } from './port.ts'
import type { RunTimeline } from './run-timeline.ts'

export interface EngineParts {
  readonly model: Model<ClusterSpec, Command>
  /** What must be loaded before the message can be dealt with; null when everything is there. */
  prepare?(message: ToWorker): Promise<void> | null
  /** What stands in the way of a command, in words that say what to do; null when nothing does. */
  refuseCommand(world: World, command: Command): string | null
  buildImage(world: World): ClusterImage
  /** Messages on the wires, for the picture. */
  inFlightImage(world: World): readonly InFlightMessage[]
  /** What an event was that has just run. */
  steppedEvent(world: World, event: SimEvent): SteppedEvent
  /** Tab completion of a terminal line; the candidates replace the line from `from` to the cursor. */
  complete(line: string, cursor: number, world: World): { from: number; candidates: readonly string[] }
  /** What a line or a block of a terminal says and what was meant by it; nothing is run. */
  readCommand(text: string, world: World): CommandReading
  /** The record that a command given just now sends by hand; null where it sends none. */
  sentByHand?(timeline: RunTimeline, command: Command): RecordRef | null
  /** Settings of a run that count for nothing here, of its spec and of the commands given so far. */
  settingsInVain?(spec: ClusterSpec, commands: readonly Command[], world: World): readonly SettingsInVain[]
  /** What the run's Kafka version knows of its settings. */
  settingsOf?(world: World): KnownSettings
  /**
   * What puts a run beside itself in the version of that name; `coming` while it is being fetched, which asking begins, and
   * `missing` where it could not be, or there is none.
   */
  otherEra?(era: string): OtherEra | 'coming' | 'missing'
  /** One replica's log directory in Kafka's own format; empty when the broker has no such replica. */
  readSegments(world: World, broker: number, topicPartition: string): readonly SegmentFile[]
}

/** Time and turns as the host's surroundings have them: a worker's own, or a test's. */
export interface HostClock {
  /** Wall time in milliseconds from any origin. */
  nowMs(): number
  /** Runs `task` soon, after messages that wait have had their turn. */
  defer(task: () => void): void
}
