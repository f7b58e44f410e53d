/** The simulated cluster and workstation on which a story is played, step by step. */
import { refuse, simulatorModel, workstationOf } from '../../cli/model.ts'
import { isIdle } from '../../cli/terminal-state.ts'
import { run, runCommand } from '../../engine/scheduler.ts'
import type { World } from '../../engine/world.ts'
import type { BrokerDisk, BrokerState } from '../../kafka/broker/broker-state.ts'
import { linkOf } from '../../kafka/broker/link/broker-link.ts'
import type { ClientOperation, ClusterSpec, Command } from '../../kafka/cluster/commands.ts'
import { BROKER_KIND, brokerStates } from '../../kafka/cluster/kinds/broker/brokers.ts'
import { controllerSpec } from '../../kafka/cluster/kinds/controller/controllers.ts'
import { brokerNode, JAVA_CLIENTS_NODE } from '../../kafka/common/addresses.ts'
import { rowNamed } from '../../kafka/common/slot-map.ts'
import { topicPartition } from '../../kafka/common/topic-partition.ts'
import type { JavaClientsState } from '../../kafka/java-clients/java-client-node.ts'
import type { ReplicaLog } from '../../kafka/log/replica-log.ts'
import { encodeSegmentFiles, type SegmentFile } from '../../kafka/log/segment-bytes.ts'
import { hexOfBytes } from './normalise.ts'
import type { StoryStep } from './story-file.ts'

export type StepOutputs =
  /** The step only does something. */
  | { readonly kind: 'none' }
  | { readonly kind: 'command'; readonly stdout: string; readonly stderr: string; readonly exitCode: number | null }
  | { readonly kind: 'result'; readonly result: unknown }
  | { readonly kind: 'met'; readonly met: boolean }
  | { readonly kind: 'files'; readonly files: ReadonlyMap<string, unknown> }

const SEED = 1
const US_PER_MS = 1_000
/** As the recorder had it. */
const COMMAND_LIMIT_MS = 120_000
const TERMINAL_LIMIT_MS = 60_000
const CLIENT_LIMIT_MS = 150_000
const PROCESS_LIMIT_MS = 60_000
/**
 * The recorder gave the brokers a second when they said that they had started, and the first tool's JVM took 0.5 to 0.9 s
 * to ask anything. The metadata log grows by a record each half second meanwhile.
 */
const SETTLE_MS = 1_700
/** The recorder formatted its brokers with it, so a story that names it means its own cluster. */
const RECORDED_CLUSTER_ID = 'MkU3OEVBNTcwNTJENDM2Qg'
/** What a shell says of a command that SIGKILL ended. */
const KILLED = 137
/** Between the end of one program and a signal of the recorder to another; 56 ms in the story of verifiable clients. */
const SIGNAL_MS = 50
/** The recorder kept so much of a file. */
const SHOWN_BYTES = 8_192
const NOTHING: StepOutputs = { kind: 'none' }
/** As the recorder asked again whether something was true. */
const ASK_AGAIN_MS = 500

/**
 * Where the controller is a broker, the recorder had broker 1 up first, and so as the controller. Here all run for it at
 * once, and the dice say who is faster.
 */
function begin(spec: ClusterSpec): World {
  for (let seed = SEED; ; seed++) {
    const world = simulatorModel.create(spec, seed)
    const controller = brokerStates(world).find((broker) => linkOf(broker).controllerEpochOf(broker) !== null)
    if (controller === undefined || controller.brokerId === 1) return world
  }
}

/** A class for once: it is a test's harness, nothing of it is state of the engine. */
export class StoryWorld {
  private readonly world: World

  constructor(spec: ClusterSpec) {
    this.world = begin(spec)
    this.pass(SETTLE_MS)
  }

  play(step: StoryStep, index: number): StepOutputs {
    switch (step.kind) {
      case 'run':
        return this.runBlock(step, `run-${index + 1}`)
      case 'open':
        this.do({ type: 'OpenTerminal', terminal: step.terminal, tty: false })
        this.do({ type: 'TypeLine', terminal: step.terminal, text: step.command })
        return NOTHING
      case 'type':
        this.do({ type: 'TypeLine', terminal: step.terminal, text: step.text.replace(/\n$/, '') })
        return NOTHING
      case 'interrupt':
        this.pass(SIGNAL_MS)
        this.do({ type: 'Interrupt', terminal: step.terminal })
        return killed(this.endOf(step.terminal, TERMINAL_LIMIT_MS))
      case 'kill':
        return this.killAll(step.terminal)
      case 'eof':
        this.do({ type: 'EndOfInput', terminal: step.terminal })
        return killed(this.endOf(step.terminal, TERMINAL_LIMIT_MS))
      case 'end':
        return killed(this.endOf(step.terminal, TERMINAL_LIMIT_MS))
      case 'wait':
        this.pass(step.ms)
        return NOTHING
      case 'until':
        return this.askUntil(step, index)
      case 'fault':
        this.fault(step)
        return NOTHING
      case 'client':
        return step.operation === null ? NOTHING : this.call(step.operation)
    }
  }

  private get clusterId(): string {
    return controllerSpec(this.world)?.clusterId ?? brokerStates(this.world)[0]?.clusterId ?? RECORDED_CLUSTER_ID
  }

  private do(command: Command): void {
    if (refuse(this.world, command) !== null) return
    runCommand(this.world, () => simulatorModel.applyCommand(this.world, command))
  }

  private pass(ms: number): void {
    run(this.world, { untilUs: this.world.nowUs + ms * US_PER_MS })
  }

  /** Until `condition`, at most so long; false if it never came true. */
  private await(condition: () => boolean, limitMs: number): boolean {
    if (condition()) return true
    return run(this.world, { untilUs: this.world.nowUs + limitMs * US_PER_MS, until: condition }).ended === 'condition'
  }

  /** A shell of its own, without standard input. */
  private runBlock(step: StoryStep, terminal: string): StepOutputs {
    this.do({ type: 'OpenTerminal', terminal, tty: false })
    this.do({ type: 'EndOfInput', terminal })
    this.do({ type: 'TypeLine', terminal, text: step.command.replaceAll(RECORDED_CLUSTER_ID, this.clusterId) })
    const outputs = this.endOf(terminal, COMMAND_LIMIT_MS)
    this.do({ type: 'CloseTerminal', terminal })
    return outputs
  }

  private askUntil(step: StoryStep, index: number): StepOutputs {
    const endsAtUs = this.world.nowUs + step.seconds * 1_000 * US_PER_MS
    for (let asked = 1; ; asked++) {
      const outputs = this.runBlock(step, `until-${index + 1}-${asked}`)
      if (outputs.kind === 'command' && outputs.exitCode === 0) return { kind: 'met', met: true }
      if (this.world.nowUs >= endsAtUs) return { kind: 'met', met: false }
      this.pass(ASK_AGAIN_MS)
    }
  }

  /** SIGKILL to everything in the terminal: what was written by then stays, and nobody is left to say anything. */
  private killAll(terminal: string): StepOutputs {
    this.pass(SIGNAL_MS)
    const outputs = this.endOf(terminal, 0)
    this.do({ type: 'CloseTerminal', terminal })
    return killed(outputs)
  }

  private endOf(name: string, limitMs: number): StepOutputs {
    const terminal = workstationOf(this.world).terminals.get(name)
    if (terminal === undefined) return NOTHING
    const ended = this.await(() => isIdle(terminal), limitMs)
    const stdout = terminal.finished.map((command) => command.stdout).join('') + terminal.stdout
    const stderr = terminal.finished.map((command) => command.stderr).join('') + terminal.stderr
    const asRecorded = (text: string) => text.replaceAll(this.clusterId, RECORDED_CLUSTER_ID)
    return {
      kind: 'command',
      stdout: asRecorded(stdout),
      stderr: asRecorded(stderr),
      exitCode: ended ? terminal.lastExitCode : null,
    }
  }

  private fault({ action, node }: StoryStep): void {
    switch (action) {
      case 'kill':
        return this.do({ type: 'KillNode', node })
      case 'stop':
        this.do({ type: 'StopNode', node })
        this.await(() => this.world.nodes.get(node)?.state === null, PROCESS_LIMIT_MS)
        return
      case 'start':
        this.do({ type: 'StartNode', node })
        this.await(() => this.serves(node), PROCESS_LIMIT_MS)
        return
      case 'pause':
        return this.do({ type: 'PauseNode', node })
      case 'resume':
        return this.do({ type: 'ResumeNode', node })
    }
  }

  /** A broker says that it has started once the controller lets it serve. */
  private serves(node: string): boolean {
    const states = brokerStates(this.world)
    const broker = states.find((state) => brokerNode(state.brokerId) === node)
    if (broker === undefined) return this.world.nodes.get(node)?.kind !== BROKER_KIND
    // What it finds on its disk is of the process before.
    const registration = broker.metadata.brokers.get(broker.brokerId)
    return registration?.fenced === false && registration.brokerEpoch === broker.lifecycle.brokerEpoch
  }

  private call(operation: ClientOperation): StepOutputs {
    if (operation.op === 'segments') return this.segments(operation)
    const results = this.clientResults()
    if (results === null) return NOTHING
    const position = results.length
    this.do({ type: 'ClientOperation', operation })
    const answer = (): unknown => this.clientResults()?.[position]?.result ?? null
    this.await(() => answer() !== null, CLIENT_LIMIT_MS)
    const result = answer()
    return { kind: 'result', result: result ?? { hangs: true } }
  }

  /** What the Java clients were asked so far, in order, with their answers. */
  private clientResults(): JavaClientsState['results'] | null {
    const state = this.world.nodes.get(JAVA_CLIENTS_NODE)?.state as JavaClientsState | null | undefined
    return state?.results ?? null
  }

  private segments(operation: ClientOperation): StepOutputs {
    const log = this.logOf(
      Number(operation.broker),
      topicPartition(String(operation.topic), Number(operation.partition)),
    )
    const files = new Map<string, unknown>()
    const disk = this.world.nodes.get(brokerNode(Number(operation.broker)))?.disk as BrokerDisk | null | undefined
    const stoppedCleanly = disk?.cleanShutdown != null
    for (const file of log === undefined ? [] : encodeSegmentFiles(log, stoppedCleanly))
      files.set(file.name, shown(file))
    return { kind: 'files', files }
  }

  private logOf(broker: number, name: string): ReplicaLog | undefined {
    const node = this.world.nodes.get(brokerNode(broker))
    if (node === undefined) return undefined
    if (node.state !== null) return rowNamed((node.state as BrokerState).partitions, name)?.log
    return (node.disk as BrokerDisk | null)?.logs.get(name)
  }
}

/** A terminal that had not ended in time the recorder ended with SIGKILL. */
function killed(outputs: StepOutputs): StepOutputs {
  return outputs.kind === 'command' && outputs.exitCode === null ? { ...outputs, exitCode: KILLED } : outputs
}

/** As the recorder shows a file: the used part of a preallocated index, an index of transactions whole, the first bytes of any other. */
function shown(file: SegmentFile): unknown {
  const { name, bytes, sizeInBytes } = file
  const hex = hexOfBytes(bytes)
  if (name.endsWith('.txnindex')) return { bytes: sizeInBytes, usedHexRightTrimmed: hex }
  if (name.endsWith('.index') || name.endsWith('.timeindex')) {
    return { bytes: sizeInBytes, usedHexRightTrimmed: hex.replace(/(00)+$/, '') }
  }
  return { bytes: sizeInBytes, hex: hex.slice(0, 2 * SHOWN_BYTES) }
}
