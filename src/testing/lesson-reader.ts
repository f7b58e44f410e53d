/** A reader before a cluster, for the stories of questions. */
import { expect } from 'vitest'
import { Timeline } from '../engine/timeline.ts'
import type { ClusterSpec, Command } from '../kafka/cluster/commands.ts'
import type { Subject } from '../lessons/lesson-question.ts'
import type { QuestionId } from '../lessons/question-ids.ts'
import { LESSON_QUESTIONS } from '../lessons/registry.ts'
import { ENGINE_VERSION } from '../worker/engine-version.ts'
import { judge } from '../worker/questions/judge.ts'
import { runFormat } from '../worker/run-schema.ts'
import { simulatorParts } from '../worker/simulator-parts.ts'

const SECOND_US = 1_000_000

/** A reader before a cluster: asked something, doing it step by step, and told what came of it. */
export function readerOf(spec: ClusterSpec) {
  const timeline = new Timeline<ClusterSpec, Command>(simulatorParts.model, spec, 10, { checkpointBytes: 4_000_000 })
  timeline.runTo(8 * SECOND_US)
  const image = () => simulatorParts.buildImage(timeline.world)
  const wait = (seconds: number) => timeline.runTo(timeline.world.nowUs + seconds * SECOND_US)
  const gestureOf = (id: QuestionId, step: number, subject: Subject) =>
    LESSON_QUESTIONS[id].steps[step]?.gesture(image(), subject) ?? null

  return {
    timeline,
    image,
    wait,
    gestureOf,
    askedOf: (id: QuestionId) => LESSON_QUESTIONS[id].subjectIn(image()),
    act: (command: Command) => void timeline.act(command),
    /** Waits until the step can be done. */
    does: (id: QuestionId, subject: Subject) => {
      for (let step = 0; step < LESSON_QUESTIONS[id].steps.length; step++) {
        let gesture = gestureOf(id, step, subject)
        for (let tries = 0; gesture === null && tries < 100; tries++) {
          wait(0.1)
          gesture = gestureOf(id, step, subject)
        }
        if (gesture?.kind === 'commands') for (const command of gesture.commands) timeline.act(command)
        else if (gesture !== null) {
          timeline.act({ type: 'OpenTerminal', terminal: 'terminal-1', tty: true })
          timeline.act({ type: 'TypeLine', terminal: 'terminal-1', text: gesture.line })
        } else throw new Error(`step ${step} cannot be done`)
        wait(0.1)
      }
    },
    judged: (id: QuestionId, subject: Subject, sinceUs = 8 * SECOND_US) => {
      const inquiry = judge.begin(
        { parts: simulatorParts, timeline },
        { type: 'judge', question: id, subject, sinceUs },
      )
      for (;;) {
        const answer = inquiry.step(5_000)
        if (answer === null) continue
        const { branchId, steps, nearly } = answer
        const first = { branchId, sinceUs, stepsDone: steps.length, nearly, shown: answer }
        const kept = { open: id, predictions: [{ question: id, subject, choice: 'mine', first, again: null }] }
        expect(runFormat.readLessons(kept, ENGINE_VERSION), 'it is saved with the run as it stands').toEqual(kept)
        return answer
      }
    },
  }
}

/** What it is about in a cluster that it fits. */
export function asked(subject: Subject | null): Subject {
  if (subject === null) throw new Error('the question does not fit')
  return subject
}
