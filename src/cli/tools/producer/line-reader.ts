/** Counterpart in Kafka: org.apache.kafka.tools.LineMessageReader. */

import type { ProducerRecord } from '../../../kafka/clients/producer/producer-client.ts'
import { encodeUtf8 } from '../../../kafka/common/utf8.ts'
import type { RecordHeader } from '../../../kafka/log/record-batch.ts'
import { toolsOf } from '../../../kafka/profile/tool-registry.ts'
import { JavaException } from '../../java-errors.ts'
import { patternSyntax } from '../../java-pattern.ts'
import { compileExpression } from '../../shell/regular-expression.ts'

/** Plain data: it lives in the process. */
export interface LineReader {
  /** The version whose words it has. */
  readonly profile: string
  readonly topic: string
  readonly parseKey: boolean
  readonly keySeparator: string
  readonly parseHeaders: boolean
  readonly headersDelimiter: string
  readonly headersSeparator: string
  readonly headersKeySeparator: string
  readonly ignoreError: boolean
  readonly nullMarker: string | null
}

const kafkaException = (message: string) => new JavaException('org.apache.kafka.common.KafkaException', message)

/** Throws what there is against its separators: one that is no expression, or two that could not be told apart. */
export function createLineReader(topic: string, properties: ReadonlyMap<string, string>, profile: string): LineReader {
  const { headersAndNulls } = toolsOf(profile).lineReader
  const isTrue = (name: string) => (properties.get(name) ?? '').trim().toLowerCase() === 'true'
  const reader: LineReader = {
    profile,
    topic,
    parseKey: isTrue('parse.key'),
    keySeparator: properties.get('key.separator') ?? '\t',
    parseHeaders: headersAndNulls && isTrue('parse.headers'),
    headersDelimiter: properties.get('headers.delimiter') ?? '\t',
    headersSeparator: properties.get('headers.separator') ?? ',',
    headersKeySeparator: properties.get('headers.key.separator') ?? ':',
    ignoreError: isTrue('ignore.error'),
    nullMarker: (headersAndNulls ? properties.get('null.marker') : undefined) ?? null,
  }
  if (!headersAndNulls) return reader
  const { headersDelimiter, headersSeparator, headersKeySeparator, nullMarker, keySeparator } = reader
  const wrong = patternSyntax(headersSeparator)
  if (wrong !== null) throw wrong
  const mustDiffer = (a: readonly [string, string | null], b: readonly [string, string]) => {
    if (a[1] === b[1]) throw kafkaException(`${a[0]} and ${b[0]} may not be equal`)
  }
  const delimiter = ['headers.delimiter', headersDelimiter] as const
  const separator = ['headers.separator', headersSeparator] as const
  const pair = ['headers.key.separator', headersKeySeparator] as const
  mustDiffer(delimiter, separator)
  mustDiffer(delimiter, pair)
  mustDiffer(separator, pair)
  for (const other of [['key.separator', keySeparator] as const, separator, delimiter, pair])
    mustDiffer(['null.marker', nullMarker], other)
  return reader
}

/** A line as a record; throws the KafkaException that ends the tool. Lines count from 1. */
export function readRecord(reader: LineReader, line: string, lineNumber: number): ProducerRecord {
  const part = (enabled: boolean, from: number, demarcation: string, missing: () => string): string | null => {
    if (!enabled) return null
    const index = line.indexOf(demarcation, from)
    if (index !== -1) return line.slice(from, index)
    if (reader.ignoreError) return null
    throw kafkaException(missing())
  }
  const headers = part(reader.parseHeaders, 0, reader.headersDelimiter, () => {
    return `No headers delimiter found on line number ${lineNumber}: '${line}'`
  })
  const keyFrom = headers === null ? 0 : headers.length + reader.headersDelimiter.length
  const key = part(reader.parseKey, keyFrom, reader.keySeparator, () =>
    toolsOf(reader.profile).lineReader.missingKey(line, lineNumber),
  )
  const value = line.slice(keyFrom + (key === null ? 0 : key.length + reader.keySeparator.length))
  return {
    topic: reader.topic,
    partition: null,
    timestamp: null,
    key: bytesOf(key, reader),
    value: bytesOf(value, reader),
    headers: headers === null || headers === reader.nullMarker ? [] : splitHeaders(reader, headers, lineNumber),
  }
}

function bytesOf(text: string | null, reader: LineReader): string | null {
  return text === null || text === reader.nullMarker ? null : encodeUtf8(text)
}

function splitHeaders(reader: LineReader, headers: string, lineNumber: number): RecordHeader[] {
  const { headersKeySeparator: between, nullMarker } = reader
  return javaSplit(headers, reader.headersSeparator).map((pair) => {
    const index = pair.indexOf(between)
    if (index === -1) {
      if (reader.ignoreError) return [encodeUtf8(pair), null]
      throw kafkaException(`No header key separator found in pair '${pair}' on line number ${lineNumber}`)
    }
    const key = pair.slice(0, index)
    if (key === nullMarker) {
      throw kafkaException(`Header keys should not be equal to the null marker '${nullMarker}' as they can't be null`)
    }
    return [encodeUtf8(key), bytesOf(pair.slice(index + between.length), reader)]
  })
}

/** java.util.regex.Pattern.split: the separator is an expression, and empty pieces at the end go. */
function javaSplit(text: string, separator: string): string[] {
  let pieces: string[]
  try {
    pieces = text.split(compileExpression(separator, 'u'))
  } catch {
    pieces = text.split(separator)
  }
  while (pieces.length > 1 && pieces[pieces.length - 1] === '') pieces.pop()
  return pieces
}
