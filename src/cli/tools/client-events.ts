import type { NodeContext, NodeId, ReceivedMessage, Timer } from '../../engine/node-context.ts'
import type { ProcessContext, Program } from '../program.ts'

/** How a client hears of what reaches its process, and where a tool's state holds it. */
export interface ClientInputs<Tool, Client> {
  readonly client: 'producer' | 'consumer'
  readonly of: (tool: Tool) => Client
  readonly onMessage: (client: Client, message: ReceivedMessage, node: NodeContext) => unknown
  readonly onTimer: (client: Client, timer: Timer, node: NodeContext) => unknown
  readonly onDisconnect: (client: Client, peer: NodeId, node: NodeContext) => unknown
}

/** What reaches the process is the client's, and then the tool sees to what came of it (`goOn`). */
export function clientEvents<Tool, Client>(
  inputs: ClientInputs<Tool, Client>,
  goOn: (context: ProcessContext, tool: Tool) => void,
): Pick<Program, 'client' | 'onMessage' | 'onTimer' | 'onDisconnect'> {
  const passOn =
    <Input>(hear: (client: Client, input: Input, node: NodeContext) => unknown) =>
    (context: ProcessContext, input: Input): void => {
      const tool = context.process.state as Tool
      hear(inputs.of(tool), input, context.node)
      goOn(context, tool)
    }
  return {
    client: inputs.client,
    onMessage: passOn(inputs.onMessage),
    onTimer: passOn(inputs.onTimer),
    onDisconnect: passOn(inputs.onDisconnect),
  }
}
