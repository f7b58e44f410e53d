/** A way out of kcat while it gets ready, with what it says on it. */
export class KcatEnd extends Error {
  readonly stdout: string
  readonly stderr: string
  readonly exitCode: number
  constructor(stdout: string, stderr: string, exitCode: number) {
    super('end of kcat')
    this.stdout = stdout
    this.stderr = stderr
    this.exitCode = exitCode
  }

  /** KC_FATAL. */
  static fatal(message: string): KcatEnd {
    return new KcatEnd('', `% ERROR: ${message}\n`, 1)
  }
}
