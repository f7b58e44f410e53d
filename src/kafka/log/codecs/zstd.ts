/**
 * Counterpart in Kafka: org.apache.kafka.common.compress.ZstdCompression. A frame that any zstd reads, of blocks that are
 * stored or repeat one byte: zstd's search and its entropy coding are not imitated, and no library in JavaScript has
 * them, so a batch that zstd would make smaller keeps its size here.
 */

/** Magic; a frame whose length is not told beforehand, without checksum; the window of level 3, 2 MiB. */
const FRAME_HEADER = [0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x58] as const
const BLOCK_BYTES = 131_072
const BLOCK_HEADER = 3
const RAW = 0
const RUN_LENGTH = 1
const NOTHING = new Uint8Array(0)

export function zstd(bytes: Uint8Array): Uint8Array {
  const output: number[] = [...FRAME_HEADER]
  for (let from = 0; from < bytes.length; from += BLOCK_BYTES) {
    writeBlock(output, bytes.subarray(from, from + BLOCK_BYTES), false)
  }
  // Java flushes the stream before it closes it, so that the last block is one of nothing.
  writeBlock(output, NOTHING, true)
  return Uint8Array.from(output)
}

function writeBlock(output: number[], block: Uint8Array, last: boolean): void {
  const first = block[0]
  const repeats = block.length > BLOCK_HEADER && block.every((byte) => byte === first)
  const header = (block.length << 3) | ((repeats ? RUN_LENGTH : RAW) << 1) | (last ? 1 : 0)
  output.push(header & 0xff, (header >> 8) & 0xff, (header >> 16) & 0xff)
  if (repeats) output.push(first as number)
  else for (let i = 0; i < block.length; i++) output.push(block[i] as number)
}
