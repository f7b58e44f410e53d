/** Hands bytes to the browser as a file of that name. Nothing leaves the machine. */
export function downloadBytes(name: string, bytes: Uint8Array): void {
  const url = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type: 'application/octet-stream' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The download has begun by then; browsers keep what it needs.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
