/**
 * Counterpart in ZooKeeper: org.apache.zookeeper.server.util.ZxidUtils. A transaction's place in the order: the epoch of
 * its leader in the high half, the leader's counter in the low. A number holds both exactly for two million epochs.
 */
const COUNTERS = 4_294_967_296

export function makeZxid(epoch: number, counter: number): number {
  return epoch * COUNTERS + counter
}

export function epochOfZxid(zxid: number): number {
  return Math.floor(zxid / COUNTERS)
}

/** 0 belongs to no transaction: a leader that begins its epoch stands there. */
export function counterOfZxid(zxid: number): number {
  return zxid % COUNTERS
}

/** `0x100000002`, as ZooKeeper's shell and logs write it. */
export function zxidText(zxid: number): string {
  return `0x${zxid.toString(16)}`
}
