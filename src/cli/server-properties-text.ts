/** A server's properties file as Kafka ships it, with what the server is given in place of what stands there. */
import type { ConfigEntries } from '../kafka/cluster/commands.ts'
import type { Profile } from '../kafka/profile/profile.ts'
import { propertiesText } from './properties.ts'

/**
 * Lines that the shipped file sets and the server is not given are commented out, those it shows commented out are set
 * where they are given; whatever the file does not know stands at its end.
 */
export function serverPropertiesText(profile: Profile, entries: ConfigEntries): string {
  const left = new Map(Object.entries(entries))
  const lines = profile.serverPropertiesFile.split('\n').map((line) => {
    const [, comment = '', name = ''] = /^(#?)([a-z][a-z.]*)=/.exec(line) ?? []
    if (name === '') return line
    const value = left.get(name)
    left.delete(name)
    if (value !== undefined) return `${name}=${value}`
    return comment === '#' ? line : `#${line}`
  })
  const others = propertiesText(Object.fromEntries(left))
  return others === '' ? lines.join('\n') : `${lines.join('\n')}\n${others}`
}
