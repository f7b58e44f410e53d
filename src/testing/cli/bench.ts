// npm run -s bench -- [--json] [--only PREFIX]
//
// Measures every figure the project promises, here and now. With --json one object a line: {"name","value","unit"}; a
// figure that could not be measured has the value null and an "error" that says why.

import { appFigures } from '../bench/app-figures.ts'
import { embedFigures } from '../bench/embed-size.ts'
import { engineFigures } from '../bench/engine-figures.ts'
import { type Figure, isMet, type Measurement, measured, type Target } from '../bench/figure.ts'
import { recordFigures } from '../bench/record-figures.ts'
import { openSite, type Site } from '../bench/site.ts'
import { storageFigures } from '../bench/storage-figures.ts'
import { terminalFigures } from '../bench/terminal-figures.ts'
import { timelineFigures } from '../bench/timeline-figures.ts'
import { viewFigures } from '../bench/view-figures.ts'
import { argumentsOf } from './arguments.ts'

const opened: { site?: ReturnType<typeof openSite> } = {}
/** Built, served and opened when the first figure needs it. */
const site = async (): Promise<Site> => {
  opened.site ??= openSite()
  return (await opened.site).site
}

const measurements: readonly Measurement[] = [
  ...engineFigures,
  ...timelineFigures,
  ...recordFigures,
  ...storageFigures(site),
  ...appFigures(site),
  ...viewFigures(site),
  ...terminalFigures(site),
  ...embedFigures,
]

const options = argumentsOf(
  { json: { type: 'boolean', default: false }, only: { type: 'string', default: '' } },
  'usage: npm run -s bench -- [--json] [--only PREFIX]    PREFIX begins the name of a figure, such as app.first_load',
)

const wanted = measurements.filter(({ targets }) => targets.some((target) => target.name.startsWith(options.only)))
if (wanted.length === 0) {
  const names = measurements.flatMap(({ targets }) => targets.map((target) => target.name))
  console.error(`bench: no figure begins with '${options.only}'; there are: ${names.join(', ')}`)
  process.exit(2)
}
for (const measurement of wanted) {
  const figures = await measured(measurement)
  measurement.targets.forEach((target, index) => {
    const figure = figures[index]
    if (figure !== undefined && target.name.startsWith(options.only)) print(target, figure)
  })
}
await opened.site?.then(({ close }) => close()).catch(() => undefined)

function print(target: Target, figure: Figure): void {
  if (options.json) {
    console.log(JSON.stringify(figure))
    return
  }
  const value = figure.value === null ? 'not measured' : figure.value.toLocaleString('en')
  const met = isMet(target, figure.value)
  const verdict = met === null ? '' : met ? 'met' : 'NOT MET'
  console.log(
    `${target.name.padEnd(40)} ${value.padStart(12)} ${target.unit.padEnd(10)} ${bound(target).padEnd(14)} ${verdict.padEnd(8)} ${figure.error ?? target.how}`,
  )
}

function bound({ atLeast, atMost }: Target): string {
  if (atLeast !== undefined) return `≥ ${atLeast.toLocaleString('en')}`
  return atMost === undefined ? '' : `≤ ${atMost.toLocaleString('en')}`
}
