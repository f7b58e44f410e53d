/** What every request and response begins with. */
export interface RequestHeader {
  /**
   * Given by the sender's network client, and echoed by the response. Kafka's int32 is `correlationIdOf` of it; the rest
   * tells clients of one address apart.
   */
  readonly correlationId: number
  readonly clientId: string
}

export interface ResponseHeader {
  readonly correlationId: number
}
