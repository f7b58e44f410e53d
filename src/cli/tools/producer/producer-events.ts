import type { Timer } from '../../../engine/node-context.ts'
import {
  onProducerDisconnect,
  onProducerMessage,
  onProducerTimer,
  type ProducerClient,
} from '../../../kafka/clients/producer/producer-client.ts'
import type { ProcessContext, Program } from '../../program.ts'

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
  const toolOf = (context: ProcessContext) => context.process.state as Tool
  return {
    client: 'producer',
    onMessage(context, message) {
      const tool = toolOf(context)
      onProducerMessage(tool.producer, message, context.node)
      goOn(context, tool)
    },
    onTimer(context, timer) {
      const tool = toolOf(context)
      if (send !== undefined && timer.type === 'NextSend') send(context, tool)
      else onProducerTimer(tool.producer, timer, context.node)
      goOn(context, tool)
    },
    onDisconnect(context, peer) {
      const tool = toolOf(context)
      onProducerDisconnect(tool.producer, peer, context.node)
      goOn(context, tool)
    },
  }
}
