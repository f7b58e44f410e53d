import { longestThrottle, type NetworkClient } from '../../network/network-client.ts'
import type { Wait } from '../../observe/cluster-image.ts'

/** How long the broker that makes it wait longest still does, for a row of the image. */
export function throttledOf(network: NetworkClient | undefined, nowUs: number): { readonly throttled?: Wait } {
  const throttled = network === undefined ? null : longestThrottle(network, nowUs)
  return throttled === null ? {} : { throttled }
}
