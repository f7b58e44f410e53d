/** Paths of znodes. Counterpart in ZooKeeper: org.apache.zookeeper.common.PathUtils. */

export const ROOT = '/'

/** `/brokers` of `/brokers/ids`, and `/` of `/brokers`. */
export function parentOf(path: string): string {
  const slash = path.lastIndexOf('/')
  return slash <= 0 ? ROOT : path.slice(0, slash)
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** Ten digits, so that names sort as they were made. */
export function sequentialName(path: string, sequence: number): string {
  return path + String(sequence).padStart(10, '0')
}

/** Why a path is none, in ZooKeeper's words; null for one that is. */
export function objectionToPath(path: string): string | null {
  if (path.length === 0) return 'Path length must be > 0'
  if (path[0] !== '/') return 'Path must start with / character'
  if (path.length === 1) return null
  if (path.endsWith('/')) return 'Path must not end with / character'
  for (let at = 1; at < path.length; at++) {
    const reason = objectionToCharacter(path, at)
    if (reason !== null) return reason
  }
  return null
}

function objectionToCharacter(path: string, at: number): string | null {
  const code = path.charCodeAt(at)
  if (code === 0) return `null character not allowed @${at}`
  if (path[at] === '/' && path[at - 1] === '/') return `empty node name specified @${at}`
  const ends = at + 1 === path.length || path[at + 1] === '/'
  if (path[at] === '.' && ends) {
    const two = path[at - 1] === '.' && path[at - 2] === '/'
    if (two || path[at - 1] === '/') return `relative paths not allowed @${at}`
  }
  const control = (code > 0 && code <= 0x1f) || (code >= 0x7f && code <= 0x9f)
  if (control || (code >= 0xd800 && code <= 0xf8ff) || code >= 0xfff0) return `invalid character @${at}`
  return null
}
