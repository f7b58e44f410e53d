/** Runs in the page, on its own storage: how fast broker disks are written through the very code the page uses. */
import { openStorage } from '../../persistence/storage.ts'
import { runFormat } from '../../worker/run-schema.ts'

const REPLICAS = 24
const SEGMENT_BYTES = 1_000_000

/** Megabytes a second, each replica's files in a transaction of their own. */
async function writeMbPerSecond(): Promise<number> {
  const storage = await openStorage(runFormat)
  if (!storage.available) throw new Error(`storage is not available: ${storage.reason ?? 'unknown'}`)
  const bytes = new Uint8Array(SEGMENT_BYTES)
  // Nothing that compresses to nothing: a log is half text, half lengths and checksums.
  for (let i = 0; i < bytes.length; i++) bytes[i] = (Math.imul(i, 2_654_435_761) >>> 24) & 0x7f
  const write = (replica: number) =>
    storage.saveDisk('bench', 1 + (replica % 3), `orders-${replica}`, [{ name: '00000000000000000000.log', bytes }])
  await write(0)
  const beganMs = performance.now()
  for (let replica = 1; replica <= REPLICAS; replica++) await write(replica)
  const seconds = (performance.now() - beganMs) / 1000
  const written = await storage.loadDisks('bench')
  const total = written.reduce((sum, file) => sum + file.bytes.length, 0)
  if (total !== (REPLICAS + 1) * SEGMENT_BYTES) throw new Error(`${total} bytes came back`)
  storage.close()
  return (REPLICAS * SEGMENT_BYTES) / 1_000_000 / seconds
}

Object.assign(globalThis, { writeMbPerSecond })
