/** Counterpart in Kafka: ToolsUtils.prettyPrintTable. */
import type { ToolContext } from '../../replayed-tool.ts'

/** Columns as wide as what is widest in them, a tab behind each. */
export function printTable(
  headers: readonly string[],
  rows: readonly (readonly string[])[],
  context: Pick<ToolContext, 'print'>,
): void {
  const widths = headers.map((header, column) =>
    rows.reduce((width, row) => Math.max(width, row[column]?.length ?? 0), header.length),
  )
  for (const row of [headers, ...rows])
    context.print(`${row.map((cell, column) => `${cell.padEnd(widths[column] ?? 0)}\t`).join('')}\n`)
}
