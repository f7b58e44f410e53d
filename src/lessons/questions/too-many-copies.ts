import { runningBrokers } from '../leaders.ts'
import type { LessonQuestion } from '../lesson-question.ts'
import { createLine, creationOf, momentsOfCreation, typesCreation } from '../new-topics.ts'

const TOPIC = 'copies'
const WANTED = 3

/** Three copies of a topic where there are fewer brokers to hold them. */
export const tooManyCopies: LessonQuestion = {
  id: 'tooManyCopies',
  subjectIn: (image) => {
    const { size } = image.brokers
    if (size === 0 || size >= WANTED || runningBrokers(image).length === 0 || image.topics.has(TOPIC)) return null
    return { topic: TOPIC, brokers: String(size), copies: String(WANTED) }
  },
  choices: () => ['fewer', 'refused', 'sameDisk', 'waits'],
  steps: [
    {
      name: 'type',
      gesture: (image) => ({ kind: 'line', line: createLine(image, TOPIC, ` --replication-factor ${WANTED}`) }),
      counts: (command) => typesCreation(command, TOPIC),
    },
  ],
  momentsIn: momentsOfCreation(TOPIC),
  outcomeOf: ({ happenings }) => {
    const creation = creationOf(happenings, TOPIC)
    if (creation === null) return null
    const { created, id } = creation
    const copies = created?.replicationFactor ?? 0
    const outcome = created === null ? 'refused' : copies < WANTED ? 'fewer' : 'created'
    return { outcome, facts: { made: copies }, happeningId: id }
  },
}
