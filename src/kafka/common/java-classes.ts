/** Where Java keeps its exceptions: a stack trace begins with the whole name of the class. */

const ERRORS_PACKAGE = 'org.apache.kafka.common.errors'

/** Simple names outside `org.apache.kafka.common.errors`, as clients throw them. */
const PACKAGES: Readonly<Record<string, string>> = {
  KafkaException: 'org.apache.kafka.common',
  InvalidRecordException: 'org.apache.kafka.common',
  ConfigException: 'org.apache.kafka.common.config',
  NoOffsetForPartitionException: 'org.apache.kafka.clients.consumer',
  OffsetOutOfRangeException: 'org.apache.kafka.clients.consumer',
  LogTruncationException: 'org.apache.kafka.clients.consumer',
  CommitFailedException: 'org.apache.kafka.clients.consumer',
  RetriableCommitFailedException: 'org.apache.kafka.clients.consumer',
  BufferExhaustedException: 'org.apache.kafka.clients.producer',
  SocketException: 'java.net',
  UnknownHostException: 'java.net',
  IllegalStateException: 'java.lang',
  IllegalArgumentException: 'java.lang',
  NullPointerException: 'java.lang',
  ClassCastException: 'java.lang',
  ClassNotFoundException: 'java.lang',
  StackOverflowError: 'java.lang',
}

/**
 * Throwable.toString: what every trace, and every message that wraps another exception, begins with. An exception whose
 * message is empty keeps its colon; one without a message (null) has none.
 */
export function throwableText(className: string, message: string | null): string {
  return message === null ? className : `${className}: ${message}`
}

/** The whole name of what a client throws, by its simple name. */
export function classThrownByClient(simpleName: string): string {
  return `${Object.hasOwn(PACKAGES, simpleName) ? PACKAGES[simpleName] : ERRORS_PACKAGE}.${simpleName}`
}

/**
 * The whole name of the exception that a protocol error becomes (org.apache.kafka.common.protocol.Errors). Some have a
 * namesake among those that clients throw themselves.
 */
export function classOfError(simpleName: string): string {
  return simpleName === 'InvalidRecordException'
    ? 'org.apache.kafka.common.InvalidRecordException'
    : `${ERRORS_PACKAGE}.${simpleName}`
}

/** Exceptions of the protocol carry no stack frames: they are told by their text alone. */
export function hasFrames(className: string): boolean {
  return !className.startsWith(`${ERRORS_PACKAGE}.`) && className !== 'org.apache.kafka.common.InvalidRecordException'
}

/** Classes of the JDK that somebody might name in a setting. There are thousands; these are the ones people know. */
const JDK_CLASSES: ReadonlySet<string> = new Set([
  ...['Object', 'String', 'Integer', 'Long', 'Double', 'Float', 'Boolean', 'Byte', 'Character', 'Number', 'Math'].map(
    (name) => `java.lang.${name}`,
  ),
  ...['System', 'Thread', 'Runnable', 'StringBuilder', 'Exception', 'Class', 'Void'].map((name) => `java.lang.${name}`),
  ...['ArrayList', 'HashMap', 'HashSet', 'List', 'Map', 'Set', 'Properties', 'Date', 'UUID', 'Optional', 'Random'].map(
    (name) => `java.util.${name}`,
  ),
])

/** Whether a class of that name is on the class path of a client, which has `own` classes of Kafka's. */
export function classExists(own: ReadonlySet<string>, name: string): boolean {
  return JDK_CLASSES.has(name) || own.has(name)
}

/** The text of Java's ClassCastException for an object of the one class that should be of the other, one of Kafka's. */
export function cannotBeCast(name: string, target: string): string {
  const whereTheyAre = JDK_CLASSES.has(name)
    ? `${name} is in module java.base of loader 'bootstrap'; ${target} is in unnamed module of loader 'app'`
    : `${name} and ${target} are in unnamed module of loader 'app'`
  return `class ${name} cannot be cast to class ${target} (${whereTheyAre})`
}
