import {
  type ConsumerClient,
  type ConsumerEvent,
  onConsumerDisconnect,
  onConsumerMessage,
  onConsumerTimer,
  takeConsumerEvents,
} from '../../../kafka/clients/consumer/consumer-client.ts'
import type { ProcessContext, Program } from '../../program.ts'
import { clientEvents } from '../client-events.ts'
import { writeClientLog } from '../client-start.ts'

interface WithConsumer {
  readonly consumer: ConsumerClient
}

/**
 * The part of a program whose state holds a consumer client: what reaches the process is the client's, and then the
 * tool sees to what came of it (`goOn`).
 */
export function consumerEvents<Tool extends WithConsumer>(
  goOn: (context: ProcessContext, tool: Tool) => void,
): Pick<Program, 'client' | 'onMessage' | 'onTimer' | 'onDisconnect'> {
  return clientEvents(
    {
      client: 'consumer',
      of: ({ consumer }: Tool) => consumer,
      onMessage: onConsumerMessage,
      onTimer: onConsumerTimer,
      onDisconnect: onConsumerDisconnect,
    },
    goOn,
  )
}

/** Until there are no more: what one event sets off, such as the end, may be one too. The client's log comes first. */
export function handleConsumerEvents<Tool extends WithConsumer>(
  context: ProcessContext,
  tool: Tool,
  handle: (context: ProcessContext, tool: Tool, event: ConsumerEvent) => void,
): void {
  for (let events = takeConsumerEvents(tool.consumer); events.length > 0; events = takeConsumerEvents(tool.consumer)) {
    writeClientLog(context, events)
    for (const event of events) handle(context, tool, event)
  }
}
