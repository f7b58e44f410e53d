const WORD = /\s*([^"']\S*|"[^"]*"|'[^']*')\s*/g
const QUOTED = /^(['"])(.*)\1$/

/** The words of a line as ZooKeeper's shell takes them apart: what stands in quotes is one, the quotes go. */
export function splitLine(line: string): string[] {
  return [...line.matchAll(WORD)]
    .map(([, word = '']) => QUOTED.exec(word)?.[2] ?? word)
    .filter((word) => word.trim() !== '')
}
