/**
 * Serializers and deserializers that an application on the stage gives its client by their classes. Text is the
 * application's own type, so that StringSerializer costs nothing and is not looked at.
 */
import type { ConfigEntries } from '../../cluster/commands.ts'
import { classExists } from '../../common/java-classes.ts'
import { classOfFormat, formatOfClass, STRING, serialize } from '../../common/serialization.ts'
import { invalidValue } from '../../profile/config-def.ts'
import type { Profile } from '../../profile/profile.ts'
import { type ClientError, clientError } from './client-error.ts'
import { notAnInstance } from './configured-classes.ts'
import { isOwnClass } from './own-classes.ts'

/** Formats by name, `Long`. */
export interface Serdes {
  readonly key: string
  readonly value: string
}

type Kind = 'Serializer' | 'Deserializer'
const SETTINGS = {
  Serializer: { key: 'key.serializer', value: 'value.serializer' },
  Deserializer: { key: 'key.deserializer', value: 'value.deserializer' },
} as const
const FAILED = { Serializer: 'Failed to construct kafka producer', Deserializer: 'Failed to construct kafka consumer' }

/** Null where both are of text; or what the client's constructor throws. */
export function serdesOf(
  config: ConfigEntries,
  kind: Kind,
  profile: Profile,
): Serdes | null | { readonly error: ClientError } {
  const names = SETTINGS[kind]
  if (config[names.key] === undefined && config[names.value] === undefined) return null
  const formats = { key: STRING, value: STRING }
  for (const part of ['key', 'value'] as const) {
    const className = (config[names[part]] ?? classOfFormat(STRING, kind)).trim()
    const exists = isOwnClass(className) || classExists(profile.clientClasses, className)
    if (!exists) {
      const why = `Class ${className} could not be found.`
      return { error: clientError('ConfigException', invalidValue(names[part], className, why)) }
    }
    const format = formatOfClass(className, kind)
    if (format === null) {
      const cause = notAnInstance(className, `org.apache.kafka.common.serialization.${kind}`)
      return { error: clientError('KafkaException', FAILED[kind], cause) }
    }
    formats[part] = format
  }
  return formats.key === STRING && formats.value === STRING ? null : Object.freeze(formats)
}

/** A record's bytes, or what send() throws for a key or value that is of another class than its serializer takes. */
export function serialized(
  serdes: Serdes,
  part: 'key' | 'value',
  text: string | null,
): { readonly bytes: string | null } | { readonly error: ClientError } {
  if (text === null) return { bytes: null }
  const format = serdes[part]
  const made = serialize(format, text)
  if (made.bytes !== null) return made
  const className = classOfFormat(format, 'Serializer')
  const cause = clientError(
    'ClassCastException',
    `class java.lang.String cannot be cast to class ${made.javaClass}${whereTheyAre(made.javaClass)}`,
  )
  const message = `Can't convert ${part} of class java.lang.String to class ${className} specified in ${part}.serializer`
  return { error: clientError('SerializationException', message, cause) }
}

function whereTheyAre(javaClass: string): string {
  return javaClass.startsWith('java.')
    ? ` (java.lang.String and ${javaClass} are in module java.base of loader 'bootstrap')`
    : ` (java.lang.String is in module java.base of loader 'bootstrap'; ${javaClass} is in unnamed module of loader 'app')`
}
