/** Classes of 2.5.0 that its tools name beside their own. */
import type { ToolProfile } from '../tool-profile.ts'

export const TOOL_EXCEPTIONS: ToolProfile['exceptions'] = {
  commandFailed: 'kafka.common.AdminCommandFailedException',
  operationFailed: 'kafka.admin.AdminOperationException',
  // No tool throws one: what it is for came with a later tool.
  terse: '',
  corruptIndex: 'kafka.log.CorruptIndexException',
}

export const TOOL_LOGGERS: ToolProfile['loggers'] = {
  // Futures are all that hear of it.
  adminInternals: null,
  // Scala's own name of an object.
  resetOffsets: 'kafka.admin.ConsumerGroupCommand$',
  serverConfig: 'kafka.server.KafkaConfig',
}

export const TOOL_HELPERS: ToolProfile['helpers'] = {
  decoders: 'kafka.serializer',
  lineReader: 'kafka.tools.ConsoleProducer$LineMessageReader',
  lineReaderInterface: 'kafka.common.MessageReader',
  messageFormatters: 'kafka.tools',
  messageFormatterInterface: 'kafka.common.MessageFormatter',
  coordinatorFormatters: {
    'kafka.coordinator.group.GroupMetadataManager$OffsetsMessageFormatter': 'offsets',
    'kafka.coordinator.group.GroupMetadataManager$GroupMetadataMessageFormatter': 'groupMetadata',
    'kafka.coordinator.transaction.TransactionLog$TransactionLogMessageFormatter': 'transactions',
  },
  checksumFormatter: 'kafka.tools.ChecksumMessageFormatter',
  resetPlanRow: 'kafka.admin.ConsumerGroupCommand$CsvRecord',
}
