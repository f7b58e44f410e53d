/**
 * Whether JSON may go on where this text ends. What stands behind the last comma or opening bracket may be half a value
 * and is left out, what is open is closed, and then `JSON.parse` decides.
 */
export function mayBeginJson(text: string): boolean {
  const open: string[] = []
  let inString = false
  let whole = 0
  let closers = ''
  for (let i = 0; i < text.length; i++) {
    const character = text[i] as string
    if (inString) {
      // JSON writes them as escapes.
      if (character < ' ') return false
      if (character === '\\') i++
      else if (character === '"') inString = false
      continue
    }
    if (character === '"') inString = true
    else if (character === '{' || character === '[') open.push(character === '{' ? '}' : ']')
    else if (character === '}' || character === ']') {
      if (open.pop() !== character) return false
    } else if (character !== ',') continue
    if (character === '"') continue
    whole = character === ',' ? i : i + 1
    closers = [...open].reverse().join('')
  }
  if (whole === 0) return text.trim() === '' || inString || open.length > 0
  try {
    JSON.parse(text.slice(0, whole) + closers)
    return true
  } catch {
    return false
  }
}
