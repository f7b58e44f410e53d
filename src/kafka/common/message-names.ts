/** A message's type as Kafka calls it: fetches of metadata are Fetch requests there, and have a name of their own here. */
export function shownMessageType(type: string): string {
  return type.replace(/^FetchMetadata(?=Re)/, 'Fetch')
}
