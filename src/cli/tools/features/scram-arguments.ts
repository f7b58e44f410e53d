/** Counterpart in Kafka: org.apache.kafka.metadata.storage.ScramParser. */
import { illegalArgument } from '../../java-errors.ts'

const LEAST_ITERATIONS = 4096
const MOST_ITERATIONS = 16_384
const MECHANISMS: readonly string[] = ['SCRAM-SHA-256', 'SCRAM-SHA-512']

/**
 * Kafka's words against the first of the `--add-scram` arguments that is none, `SCRAM-SHA-256=[name=…,password=…]`; null
 * where each of them is a credential. Throws what Java's own cryptography does of a password without a character.
 */
export function refuseScram(texts: readonly string[]): string | null {
  for (const text of texts) {
    const refused = refuseArgument(text.trim())
    if (refused !== null) return refused
  }
  return null
}

function refuseArgument(text: string): string | null {
  const equals = text.indexOf('=')
  if (equals === -1) return `Failed to find equals sign in SCRAM argument '${text}'`
  const [mechanism, config] = [text.slice(0, equals), text.slice(equals + 1)]
  if (!MECHANISMS.includes(mechanism)) return `The add-scram mechanism ${mechanism} is not supported.`
  if (!config.startsWith('[')) return 'Expected configuration string to start with ['
  if (!config.endsWith(']')) return 'Expected configuration string to end with ]'
  const components = new Map<string, string>()
  for (const component of config.slice(1, -1).split(',')) {
    const at = component.indexOf('=')
    if (at === -1) return `No equals sign found in SCRAM component: ${component}`
    components.set(component.slice(0, at), unquoted(component.slice(at + 1)))
  }
  return refuseComponents(components) ?? refuseIterations(components.get('iterations'), mechanism)
}

function unquoted(value: string): string {
  return value.length >= 2 && value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1) : value
}

const KNOWN: readonly string[] = ['name', 'salt', 'iterations', 'password', 'saltedpassword']

/** In the order in which Kafka takes them out of the list. */
function refuseComponents(given: ReadonlyMap<string, string>): string | null {
  const [salt, iterations, password, salted] = ['salt', 'iterations', 'password', 'saltedpassword'].map((name) =>
    given.get(name),
  )
  if (!given.has('name')) return "You must supply 'name' to add-scram"
  if (salt !== undefined && !isBase64(salt)) return `Failed to decode given salt: ${salt}`
  if (iterations !== undefined && !isInteger(iterations)) return `Failed to parse iterations count: ${iterations}`
  if (password === undefined) {
    if (salted === undefined) return "You must supply one of 'password' or 'saltedpassword' to add-scram"
    if (salt === undefined) return "You must supply 'salt' with 'saltedpassword' to add-scram"
    if (!isBase64(salted)) return `Failed to decode given saltedPassword: ${salted}`
  }
  const unknown = [...given.keys()].filter((name) => !KNOWN.includes(name)).sort((a, b) => (a < b ? -1 : 1))
  if (unknown.length > 0) return `Unknown SCRAM configurations: ${unknown.join(', ')}`
  if (password === '') throw illegalArgument('Empty key')
  return null
}

function refuseIterations(text: string | undefined, mechanism: string): string | null {
  const iterations = text === undefined ? LEAST_ITERATIONS : Number(text)
  const shown = mechanism.replaceAll('-', '_')
  const bound = (sign: string, limit: number) =>
    `The 'iterations' value must be ${sign} ${limit} for add-scram using ${shown}`
  if (iterations < LEAST_ITERATIONS) return bound('>=', LEAST_ITERATIONS)
  return iterations > MOST_ITERATIONS ? bound('<=', MOST_ITERATIONS) : null
}

/** As java.util.Base64 decodes: padding may be left out, and one character alone is none. */
function isBase64(text: string): boolean {
  return (
    /^[A-Za-z0-9+/]*={0,2}$/.test(text) &&
    text.replace(/=+$/, '').length % 4 !== 1 &&
    (!text.includes('=') || text.length % 4 === 0)
  )
}

function isInteger(text: string): boolean {
  return /^[+-]?\d+$/.test(text) && Math.abs(Number(text)) <= 2_147_483_647
}
