/** Whose session it is that a znode goes with, where its path tells. */

/** The id of the broker whose registration this znode is; null for any other. */
export function registeredBroker(path: string): number | null {
  const id = /^\/brokers\/ids\/(\d+)$/.exec(path)?.[1]
  return id === undefined ? null : Number(id)
}
