import type { ByteString } from '../../../../kafka/common/payload.ts'

/** `56 49 50`: two hexadecimal digits a byte, as many bytes as `most`; a sign for what is left out. */
export function hexOf(bytes: ByteString, most = 64): string {
  const shown = Array.from(bytes.slice(0, most), (byte) => byte.charCodeAt(0).toString(16).padStart(2, '0')).join(' ')
  return bytes.length > most ? `${shown} …` : shown
}
