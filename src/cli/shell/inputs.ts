/** Files that text programs are given by name. */
import { readFile, resolvePath, whyUnreadable } from '../files.ts'
import type { TextHost } from './text-program.ts'

export interface NamedInput {
  /** As it was given; `-` is standard input, and so is no name at all, which is empty. */
  readonly name: string
  readonly text: string
}

export interface Inputs {
  readonly inputs: readonly NamedInput[]
  readonly complaints: readonly { readonly name: string; readonly why: string }[]
}

/** What is no option; a single hyphen is standard input. */
export function operandsOf(args: readonly string[]): string[] {
  return args.filter((arg) => arg === '-' || !arg.startsWith('-'))
}

export function openInputs(names: readonly string[], host: TextHost): Inputs {
  if (names.length === 0) return { inputs: [{ name: '', text: host.stdin }], complaints: [] }
  const inputs: NamedInput[] = []
  const complaints: { name: string; why: string }[] = []
  for (const name of names) {
    const path = resolvePath(host.folder, name)
    const text = name === '-' ? host.stdin : readFile(host.disk, path)
    if (text === undefined) complaints.push({ name, why: whyUnreadable(host.disk, path) })
    else inputs.push({ name, text })
  }
  return { inputs, complaints }
}
