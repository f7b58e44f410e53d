/** What all requests on the metadata log have in common on the wire. */
export const METADATA_TOPIC = '__cluster_metadata'

/** Uuids in Kafka's base 64: which one makes no difference to a size. */
export const ANY_CLUSTER_ID = 'MkU3OEVBNTcwNTJENDM2Qk'
export const ANY_DIRECTORY_ID = 'AAAAAAAAAAAAAAAAAAAAAQ'

/** Every controller listens where the others do: on this machine. */
export const CONTROLLER_LISTENER = Object.freeze({ name: 'CONTROLLER', host: 'localhost' })
