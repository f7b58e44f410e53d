import type { LessonQuestion } from '../lesson-question.ts'
import { createLine, creationOf, momentsOfCreation, typesCreation } from '../new-topics.ts'

/** The topic that the course notes create first; it can be created but once. */
const TOPIC = 'hello.kafka'

/** The notes' first command names no counts: what does the topic get? */
export const firstCommand: LessonQuestion = {
  id: 'firstCommand',
  subjectIn: (image) => {
    if (image.topics.has(TOPIC) || image.brokers.size === 0) return null
    return { topic: TOPIC, brokers: String(image.brokers.size) }
  },
  choices: ({ brokers }) =>
    brokers === '1' ? ['one', 'refused', 'grows'] : ['one', 'everyBroker', 'refused', 'grows'],
  steps: [
    {
      name: 'type',
      gesture: (image) => ({ kind: 'line', line: createLine(image, TOPIC) }),
      counts: (command) => typesCreation(command, TOPIC),
    },
  ],
  momentsIn: momentsOfCreation(TOPIC),
  outcomeOf: ({ happenings }, { brokers }) => {
    const creation = creationOf(happenings, TOPIC)
    if (creation === null) return null
    const { created, id } = creation
    const { partitions = 0, replicationFactor = 0 } = created ?? {}
    const one = partitions === 1 && replicationFactor === 1
    if (created === null) return { outcome: 'refused', facts: { partitions, replicationFactor }, happeningId: id }
    const outcome = one ? 'one' : partitions === Number(brokers) ? 'everyBroker' : 'other'
    return { outcome, facts: { partitions, replicationFactor }, happeningId: id }
  },
}
