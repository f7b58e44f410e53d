/** What a command that creates a topic came to. */
import type { Command } from '../kafka/cluster/commands.ts'
import { brokerPort } from '../kafka/common/addresses.ts'
import type { ClusterImage } from '../kafka/observe/cluster-image.ts'
import { NOTES_BROKER, runningBrokers } from './leaders.ts'
import type { Happened, LessonQuestion } from './lesson-question.ts'

/** The course notes' way to create a topic, at an address at which somebody answers now. */
export function createLine(image: Pick<ClusterImage, 'brokers'>, topic: string, options = ''): string {
  const running = runningBrokers(image as ClusterImage).map(({ id }) => id)
  const port = brokerPort(running.length > 0 ? Math.min(...running) : NOTES_BROKER)
  return `bin/kafka-topics.sh --create --bootstrap-server my-kafka:${port} --topic ${topic}${options}`
}

export function creates(line: string, topic: string): boolean {
  return line.includes('kafka-topics') && line.includes('--create') && line.includes(topic)
}

/** Whether it types the command in a terminal, whatever else it says. */
export function typesCreation(command: Command, topic: string): boolean {
  return command.type === 'TypeLine' && creates(command.text, topic)
}

/** The topic, or the refusal; null while neither has come. */
export function creationOf(happenings: readonly Happened[], topic: string) {
  for (const { id, atUs, body } of happenings) {
    if (body.type === 'TopicCreated' && body.topic === topic) return { id, atUs, created: body }
    if (body.type !== 'CommandFinished' || !creates(body.line, topic)) continue
    if (body.exitCode !== 0) return { id, atUs, created: null }
  }
  return null
}

/** Decided when it is there or refused. */
export function momentsOfCreation(topic: string): LessonQuestion['momentsIn'] {
  return ({ happenings }) => {
    const creation = creationOf(happenings, topic)
    return creation === null ? [] : [creation.atUs]
  }
}
