/** What every request and response begins with. */
export interface RequestHeader {
  /** Given by the sender's network client; the response echoes it. */
  readonly correlationId: number
  readonly clientId: string
}

export interface ResponseHeader {
  readonly correlationId: number
}
