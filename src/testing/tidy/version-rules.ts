// What belongs to one Kafka version stands in its profile; elsewhere nobody may know its number or its name.

import { type SourceFile, type TreeNode, type Violation, walk } from './source-file.ts'

/** A number of Kafka's own, the name of a profile, or of a metadata version. */
const versionLike = /^(kafka-)?\d+\.\d+\.\d+$|^kafka-\d+$|^\d\.\d+-IV\d+$/

/** One in the midst of words. Numbers of an address have four parts, and a second or a ratio is called neither way. */
const inWords = /(?<![\d.])\d+\.\d+-IV\d+|(?<![\d.])\d+\.\d+\.\d+(?!\.?\d)|\b(?:version|release|Kafka) \d+(?:\.\d+)+/i

const mayNameVersions = (path: string) =>
  path.startsWith('src/kafka/profile/') ||
  path.startsWith('src/testing/') ||
  // Variants of the sticky assignor are called by the patch versions of clients that brought them.
  path.startsWith('src/kafka/group/assignors/')

/** Where the simulator speaks of itself: which Kafka it follows, and what each engine learned of it; and kcat of itself. */
const mayTellOfVersions = (path: string) =>
  path.startsWith('src/i18n/messages/') || path === 'src/cli/engine-version.ts' || path === 'src/cli/kcat/usage.ts'

export function checkVersions(files: readonly SourceFile[]): Violation[] {
  const violations: Violation[] = []
  for (const file of files) {
    if (file.isTest || mayNameVersions(file.path)) continue
    walk(file.program, (node) => {
      const text = textOf(node)
      if (text === null || !(versionLike.test(text) || (inWords.test(text) && !mayTellOfVersions(file.path)))) return
      violations.push({ path: file.path, line: file.lineOf(node.start), rule: `'${text}' is for a profile to know` })
    })
  }
  return violations
}

function textOf(node: TreeNode): string | null {
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : null
  if (node.type !== 'TemplateElement') return null
  return (node.value as { readonly cooked?: string | null }).cooked ?? null
}
