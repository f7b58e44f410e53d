/** Classes of 4.3.1 that its tools name beside their own. */
import type { ToolProfile } from '../tool-profile.ts'

const TOOLS = 'org.apache.kafka.tools'

export const TOOL_EXCEPTIONS: ToolProfile['exceptions'] = {
  commandFailed: `${TOOLS}.AdminCommandFailedException`,
  operationFailed: `${TOOLS}.AdminOperationException`,
  terse: `${TOOLS}.TerseException`,
  corruptIndex: 'org.apache.kafka.storage.internals.log.CorruptIndexException',
}

export const TOOL_LOGGERS: ToolProfile['loggers'] = {
  adminInternals: 'org.apache.kafka.clients.admin.internals',
  resetOffsets: `${TOOLS}.OffsetsUtils`,
  serverConfig: 'kafka.server.KafkaConfig',
}

export const TOOL_HELPERS: ToolProfile['helpers'] = {
  decoders: `${TOOLS}.api`,
  lineReader: `${TOOLS}.LineMessageReader`,
  lineReaderInterface: `${TOOLS}.api.RecordReader`,
  messageFormatters: `${TOOLS}.consumer`,
  messageFormatterInterface: 'org.apache.kafka.common.MessageFormatter',
  coordinatorFormatters: {
    [`${TOOLS}.consumer.OffsetsMessageFormatter`]: 'offsets',
    [`${TOOLS}.consumer.GroupMetadataMessageFormatter`]: 'groupMetadata',
    [`${TOOLS}.consumer.TransactionLogMessageFormatter`]: 'transactions',
  },
  checksumFormatter: null,
  resetPlanRow: `${TOOLS}.consumer.group.CsvUtils$CsvRecord`,
}
