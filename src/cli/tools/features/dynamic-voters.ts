/** Counterpart in Kafka: org.apache.kafka.raft.DynamicVoters. */
import { asCause, illegalArgument, JavaException } from '../../java-errors.ts'
import { parseUuid } from '../uuid.ts'

/** Node ids of `id@host:port:directory,…`; throws Java's IllegalArgumentException. */
export function parseDynamicVoters(text: string): number[] {
  const entries = text.trim() === '' ? [] : text.split(',')
  if (entries.length === 0) throw illegalArgument('No voters given.')
  const ids: number[] = []
  for (const entry of entries) {
    const id = parseVoter(entry.trim())
    if (ids.includes(id)) throw illegalArgument(`Node id ${id} was specified more than once.`)
    ids.push(id)
  }
  return ids
}

function parseVoter(text: string): number {
  const at = text.indexOf('@')
  if (at === -1) throw illegalArgument('No @ found in dynamic voter string.')
  const id = number(text.slice(0, at), 'node id')
  const rest = text.slice(at + 1)
  // An IPv6 address stands in brackets.
  const hostEnd = rest.startsWith('[') ? rest.indexOf(']') + 1 : rest.indexOf(':')
  if (hostEnd === -1 || rest.charAt(hostEnd) !== ':')
    throw illegalArgument('No colon following hostname could be found.')
  const portEnd = rest.indexOf(':', hostEnd + 1)
  if (portEnd === -1) throw illegalArgument('No colon following port could be found.')
  number(rest.slice(hostEnd + 1, portEnd), 'port')
  try {
    parseUuid(rest.slice(portEnd + 1))
  } catch (error) {
    if (!(error instanceof JavaException)) throw error
    throw unparsed('directory ID', error)
  }
  return id
}

function number(text: string, what: string): number {
  if (/^[+-]?\d{1,9}$/.test(text)) return Number(text)
  throw unparsed(what, new JavaException('java.lang.NumberFormatException', `For input string: "${text}"`))
}

function unparsed(what: string, cause: JavaException): JavaException {
  return new JavaException('java.lang.IllegalArgumentException', `Failed to parse ${what} in dynamic voter string.`, {
    causedBy: asCause(cause),
  })
}
