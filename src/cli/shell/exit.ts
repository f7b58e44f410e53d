/** The builtin that ends the shell. Counterpart: bash's `exit`. */

export interface Exit {
  /** Of the shell, or of the builtin where the shell goes on. */
  readonly exitCode: number
  /** What bash says behind `bash: line 1: `; empty when it says nothing. */
  readonly complaint: string
  readonly ends: boolean
}

/** `args` without the word `exit` itself; a shell ends with eight bits of the number, or with what ran last. */
export function exitOf(args: readonly string[], lastExitCode: number): Exit {
  const [code, ...more] = args
  if (code === undefined) return { exitCode: lastExitCode, complaint: '', ends: true }
  if (!/^[+-]?\d+$/.test(code))
    return { exitCode: 2, complaint: `exit: ${code}: numeric argument required\n`, ends: true }
  if (more.length > 0) return { exitCode: 1, complaint: 'exit: too many arguments\n', ends: false }
  return { exitCode: Number(BigInt.asUintN(8, BigInt(code.replace('+', '')))), complaint: '', ends: true }
}
