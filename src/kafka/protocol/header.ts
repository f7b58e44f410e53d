/** What every request and response begins with. */
export interface RequestHeader {
  /** Int32. Given by the sender's network client, which may begin anywhere, and echoed by the response. */
  readonly correlationId: number
  readonly clientId: string
}

export interface ResponseHeader {
  readonly correlationId: number
}
