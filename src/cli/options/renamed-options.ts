/** Options that a version takes under an old name still. */
import type { RenamedOption } from '../../kafka/profile/tool-profile.ts'
import type { ToolContext } from '../replayed-tool.ts'

type Where = Pick<ToolContext, 'facts'>

/** Undefined where the version has no other name for it. */
export function renamedOption({ facts }: Where, old: string): RenamedOption | undefined {
  return facts.renamed.find((option) => option.old === old)
}

/** What a tool says of those that were given, in that order, each by its old name. */
export function noticesOf(context: Where, given: readonly string[]): string {
  return given.map((old) => renamedOption(context, old)?.notice ?? '').join('')
}
