/** Freezes a tree of plain objects, arrays, Maps and Sets; typed arrays cannot be frozen and are left as they are. */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value) || ArrayBuffer.isView(value)) return value
  if (value instanceof Map) for (const [key, entry] of value) deepFreeze([key, entry])
  else if (value instanceof Set) for (const entry of value) deepFreeze(entry)
  else for (const entry of Object.values(value)) deepFreeze(entry)
  return Object.freeze(value)
}
