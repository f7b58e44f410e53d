/**
 * Keys and values as Kafka sees them: bytes. A `ByteString` is a JavaScript string in which every char code is one
 * byte (0 to 255), so `length` is the size in bytes, equality and hashing are cheap, and the log of a long run stays
 * small. Serializers at the edge turn text into it (`encodeUtf8`) and back.
 */
export type ByteString = string
