import { brokerNode } from '../../kafka/common/addresses.ts'

/**
 * `--bootstrap-controller`: controllers take admin requests directly (KIP-919). Here the first brokers carry them there,
 * which answers the same as long as one of them runs.
 */
export function brokersBehind(controllers: string | null): string {
  return (controllers ?? '')
    .split(',')
    .map((_, index) => `${brokerNode(index + 1)}:9092`)
    .concat(`${brokerNode(2)}:9092`, `${brokerNode(3)}:9092`)
    .join(',')
}
