import type { Timer } from '../../../engine/node-context.ts'
import {
  onProducerDisconnect,
  onProducerMessage,
  onProducerTimer,
  type ProducerClient,
} from '../../../kafka/clients/producer/producer-client.ts'
import type { ProcessContext, Program } from '../../program.ts'
import { clientEvents } from '../client-events.ts'

/** Set by a tool for itself: it is time for its next record. */
export interface NextSend extends Timer {
  readonly type: 'NextSend'
}

interface WithProducer {
  readonly producer: ProducerClient
}

/**
 * The part of a program whose state holds a producer client: what reaches the process is the client's, and then the
 * tool sees to what came of it (`goOn`). `send` is called for the tool's own `NextSend`.
 */
export function producerEvents<Tool extends WithProducer>(
  goOn: (context: ProcessContext, tool: Tool) => void,
  send?: (context: ProcessContext, tool: Tool) => void,
): Pick<Program, 'client' | 'onMessage' | 'onTimer' | 'onDisconnect'> {
  const events = clientEvents(
    {
      client: 'producer',
      of: ({ producer }: Tool) => producer,
      onMessage: onProducerMessage,
      onTimer: onProducerTimer,
      onDisconnect: onProducerDisconnect,
    },
    goOn,
  )
  return {
    ...events,
    onTimer(context, timer) {
      if (send === undefined || timer.type !== 'NextSend') return events.onTimer(context, timer)
      const tool = context.process.state as Tool
      send(context, tool)
      goOn(context, tool)
    },
  }
}
