import type { ReplicaImage } from '../../kafka/observe/cluster-image.ts'

/** `missing`: only the other branch has a record there. `notVisible`: the same, and above the high watermark. */
export type StripCell = 'same' | 'notVisible' | 'differs' | 'missing' | 'none'

type Log = Pick<ReplicaImage, 'cells' | 'highWatermark'>

/** The newest `count` offsets of two logs, offset under offset. */
export function stripCells(
  here: Log | undefined,
  there: Log | undefined,
  count: number,
): { readonly mine: readonly StripCell[]; readonly theirs: readonly StripCell[] } {
  const [a, b] = [byOffset(here), byOffset(there)]
  const last = Math.max(-1, ...a.keys(), ...b.keys())
  const mine: StripCell[] = []
  const theirs: StripCell[] = []
  for (let offset = Math.max(0, last - count + 1); offset < Math.max(0, last - count + 1) + count; offset++) {
    mine.push(cellAt(offset, a, b, here))
    theirs.push(cellAt(offset, b, a, there))
  }
  return { mine, theirs }
}

type Texts = ReadonlyMap<number, string>

function byOffset(log: Log | undefined): Texts {
  return new Map(log?.cells.map(({ offset, key, value }) => [offset, JSON.stringify([key, value])]))
}

function cellAt(offset: number, own: Texts, other: Texts, log: Log | undefined): StripCell {
  const record = own.get(offset)
  if (record === undefined) return other.has(offset) ? 'missing' : 'none'
  if (record !== other.get(offset)) return 'differs'
  return offset >= (log?.highWatermark ?? 0) ? 'notVisible' : 'same'
}
