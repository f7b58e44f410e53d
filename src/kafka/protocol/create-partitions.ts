import type { TopicResult } from './delete-topics.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'

export interface CreatePartitionsRequest extends RequestHeader {
  readonly type: 'CreatePartitionsRequest'
  readonly topics: readonly {
    readonly name: string
    readonly totalCount: number
    readonly assignments: readonly (readonly number[])[] | null
  }[]
  readonly validateOnly: boolean
}

export interface CreatePartitionsResponse extends ResponseHeader {
  readonly type: 'CreatePartitionsResponse'
  readonly topics: readonly TopicResult[]
}
