/** A session with a ZooKeeper ensemble as a replayed tool has it: what it asks are steps that a replay has answers to. */
import { fail } from '../engine/assert.ts'
import type { ZooKeeperDelivery } from '../kafka/zookeeper-client/zookeeper-client.ts'
import {
  askEnsemble,
  type EnsembleAnswer,
  type EnsembleRequest,
  type EnsembleSettings,
  ensembleAnswer,
  isAlive,
  isConnected,
  openEnsembleSession,
  takeDelivered,
} from './ensemble-session.ts'
import { exitProcess, type ProcessContext } from './program.ts'
import { type ReplayState, Suspended, type ToolSleep } from './replay-state.ts'

/** Each is one of the tool's steps, so that a replay has its answer too. */
export interface ToolEnsemble {
  open(settings: EnsembleSettings): void
  /** Waits until a server has taken the session; false when that lasts too long. */
  connect(withinMs: number): boolean
  ask(request: EnsembleRequest): EnsembleAnswer
  isAlive(): boolean
  /** Whether what the session tells is printed from now on. */
  show(shown: boolean): void
}

/** `nextAnswer` is the place of the next step among the answers. */
export function ensembleOf({ node }: ProcessContext, state: ReplayState, nextAnswer: () => number): ToolEnsemble {
  const known = () => state.answers[nextAnswer()]
  const session = () => state.ensemble ?? fail('a tool opens a session before it asks')
  const decided = (holds: boolean) => {
    state.answers.push({ holds })
    return holds
  }
  return {
    open(settings) {
      state.ensemble ??= openEnsembleSession(settings, node)
    },
    connect(withinMs) {
      const answer = known()
      if (answer !== undefined) return 'holds' in answer && answer.holds
      if (isConnected(session())) return decided(true)
      const timer: ToolSleep = { type: 'ToolSleep', ensemble: true }
      state.waitingFor = { connecting: node.setTimer(withinMs * 1000, timer) }
      throw new Suspended()
    },
    ask(request) {
      const answer = known()
      if (answer !== undefined)
        return 'ensemble' in answer ? answer.ensemble : fail('a tool asks the same in every replay')
      const tag = askEnsemble(session(), request, node)
      const lost = takeDelivered(session()).find((told) => told.type === 'lost' && told.tag === tag)
      if (lost?.type !== 'lost') {
        state.waitingFor = { asked: tag }
        throw new Suspended()
      }
      state.answers.push({ ensemble: ensembleAnswer(lost) })
      return ensembleAnswer(lost)
    },
    isAlive() {
      const answer = known()
      if (answer !== undefined) return 'holds' in answer && answer.holds
      return decided(isAlive(session()))
    },
    show(shown) {
      state.silent = !shown
    },
  }
}

/** What a tool waits for, where this is it. */
export function answerIn(
  told: ZooKeeperDelivery<number>,
  waitingFor: ReplayState['waitingFor'],
): ReplayState['answers'][number] | 'left' | null {
  if (waitingFor === null) return null
  if (told.type === 'state' && told.state === 'SyncConnected')
    return 'connecting' in waitingFor ? { holds: true } : null
  if (told.type !== 'response' && told.type !== 'lost') return null
  if ('leaving' in waitingFor) return 'left'
  return 'asked' in waitingFor && waitingFor.asked === told.tag ? { ensemble: ensembleAnswer(told) } : null
}

/** The exit code of a tool whose session was the last thing it had to end. */
export function leavesWith({ waitingFor }: ReplayState): number {
  return waitingFor !== null && 'leaving' in waitingFor ? waitingFor.leaving : 0
}

/** A session that ends with its tool is ended before the process is. */
export function leave(exitCode: number, { process, node }: ProcessContext, state: ReplayState): void {
  const { ensemble } = state
  if (ensemble === null || !ensemble.closes || !isConnected(ensemble)) return exitProcess(process, exitCode)
  askEnsemble(ensemble, { type: 'CloseSessionRequest' }, node)
  state.waitingFor = { leaving: exitCode }
}
