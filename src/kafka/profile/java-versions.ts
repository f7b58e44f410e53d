/** What `java` says of itself on a machine that Kafka of a version was installed on. */
import type { Profile } from './profile.ts'

export interface InstalledJava {
  /** `java -version`, on standard error. */
  readonly version: string
  /** `java --version`, on standard output; null where it knows no such option. */
  readonly longVersion: string | null
}

/** Kafka of ZooKeeper's days runs on Java 8, and notes about it install that. */
export function javaOf({ configs }: Profile): InstalledJava {
  return configs.broker.has('process.roles') ? JAVA_17 : JAVA_8
}

const JAVA_8: InstalledJava = {
  version: `openjdk version "1.8.0_462"
OpenJDK Runtime Environment (build 1.8.0_462-b08)
OpenJDK 64-Bit Server VM (build 25.462-b08, mixed mode)
`,
  longVersion: null,
}

const BUILD_17 = `OpenJDK Runtime Environment (build 17.0.15+6-Debian-1deb12u1)
OpenJDK 64-Bit Server VM (build 17.0.15+6-Debian-1deb12u1, mixed mode, sharing)
`

const JAVA_17: InstalledJava = {
  version: `openjdk version "17.0.15" 2025-04-15\n${BUILD_17}`,
  longVersion: `openjdk 17.0.15 2025-04-15\n${BUILD_17}`,
}
