/** What admin calls fail with, as the page's own buttons tell it. */
import type { ErrorCode } from '../../common/errors.ts'
import { throwableText } from '../../common/java-classes.ts'
import { errorWords } from '../../profile/registry.ts'
import type { Response } from '../../protocol/apis.ts'
import type { AdminClient, AdminResult } from './admin-client.ts'

/** What went wrong with a call, in words; of several rows what the first says that failed. Null: nothing. */
export function callFailure(admin: AdminClient, result: AdminResult): string | null {
  if (!result.ok) return throwableText(result.error.exception, result.error.message)
  for (const row of resultRows(result.response)) {
    if (row.errorCode === 'NONE' || row.errorCode === 'ELECTION_NOT_NEEDED') continue
    return row.errorMessage ?? errorWords(admin, row.errorCode).message
  }
  return null
}

function resultRows(
  response: Response,
): readonly { readonly errorCode: ErrorCode; readonly errorMessage: string | null }[] {
  switch (response.type) {
    case 'CreateTopicsResponse':
    case 'DeleteTopicsResponse':
    case 'CreatePartitionsResponse':
      return response.topics
    case 'IncrementalAlterConfigsResponse':
      return response.resources
    case 'ElectLeadersResponse':
    case 'AlterPartitionReassignmentsResponse':
      return response.partitions
    default:
      return []
  }
}
