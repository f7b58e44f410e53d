/** One of a broker's several log directories, as a person may see it. */
export interface DirectoryImage {
  /** Absolute. */
  readonly path: string
  readonly failed: boolean
  readonly replicas: number
  readonly bytes: number
}
