/** Counterpart in bash: printf. */
import { mendText } from '../../raw-text.ts'
import type { Builtin } from '../builtin.ts'
import { unescapeText } from '../escapes.ts'
import {
  type Conversion,
  characterText,
  type FormatPart,
  floatText,
  integerText,
  type Layout,
  partsOf,
  quotedText,
  type Read,
  readFloat,
  readInteger,
  stringText,
} from '../printf/format.ts'
import { setVariable } from '../sub-shells.ts'

const USAGE = 'printf: usage: printf [-v var] format [arguments]\n'
/** What a width or a precision may ask for; a larger one is refused, since the text would be as long. */
const MOST = 20_000_000

/** The format is used again until the arguments are used up, as bash does. */
export const printf: Builtin = (args, host) => {
  let rest = args
  let variable: string | null = null
  if (rest[0] === '-v') {
    variable = rest[1] ?? ''
    rest = rest.slice(2)
  }
  if (rest[0] === '--') rest = rest.slice(1)
  else if (/^-./.test(rest[0] ?? '')) {
    host.complain(`printf: ${rest[0]?.slice(0, 2)}: invalid option`)
    host.error(USAGE)
    return 2
  }
  const [format, ...values] = rest
  if (format === undefined || variable === '') {
    host.error(USAGE)
    return 2
  }
  if (variable !== null && !/^[A-Za-z_]\w*$/.test(variable)) {
    host.complain(`printf: \`${variable}': not a valid identifier`)
    return 2
  }
  const printing = print(partsOf(format, unescapeText), values, (words) => host.complain(`printf: ${words}`))
  if (variable === null) host.out(mendText(printing.text))
  else setVariable(host.machine, host.process, variable, mendText(printing.text))
  return printing.exitCode
}

interface Printing {
  readonly values: readonly string[]
  next: number
  text: string
  exitCode: number
  /** A format that is none, or `\c`: nothing comes after it. */
  stopped: boolean
  complain(words: string): void
}

function print(parts: readonly FormatPart[], values: readonly string[], complain: (words: string) => void): Printing {
  const printing: Printing = { values, next: 0, text: '', exitCode: 0, stopped: false, complain }
  do {
    for (const part of parts) {
      if (printing.stopped) break
      if ('text' in part) printing.text += part.text
      else convert(printing, part)
    }
  } while (!printing.stopped && printing.next > 0 && printing.next < values.length)
  return printing
}

function convert(printing: Printing, conversion: Conversion): void {
  const { kind } = conversion
  const layout = layoutOf(printing, conversion)
  if (layout === null) return
  const argument = (): string => printing.values[printing.next++] ?? ''
  if (/^[diuoxX]$/.test(kind)) {
    const text = argument()
    printing.text += integerText(kind, numberFrom(printing, text, readInteger(text, !/[di]/.test(kind))), layout)
  } else if (/^[fFeEgG]$/.test(kind)) {
    const text = argument()
    printing.text += floatText(kind, numberFrom(printing, text, readFloat(text)), layout)
  } else if (kind === 's') printing.text += stringText(argument(), layout)
  else if (kind === 'c') printing.text += characterText(argument(), layout)
  else if (kind === 'q') printing.text += stringText(quotedText(argument()), { ...layout, precision: null })
  else if (kind === 'b') {
    const [text = '', ...after] = argument().split('\\c')
    printing.text += stringText(unescapeText(text), layout)
    printing.stopped = after.length > 0
  } else refuse(printing, kind)
}

function refuse(printing: Printing, kind: string): void {
  const missing = /^(\(.*\)T|[aAnQ])$/.test(kind)
  if (missing) printing.complain(`%${kind}: this simulator does not model this option`)
  else printing.complain(kind === '' ? "`%': missing format character" : `\`${kind}': invalid format character`)
  printing.exitCode = 1
  printing.stopped = true
}

/** An empty text is 0 without a word. */
function numberFrom<Value>(printing: Printing, text: string, { value, whole, fits }: Read<Value>): Value {
  if (!whole) {
    const what = /^0\d/.test(text) ? 'octal number' : /^0x/.test(text) ? 'hex number' : 'number'
    printing.complain(`${text}: invalid ${what}`)
    printing.exitCode = 1
  } else if (!fits) printing.complain(`warning: ${text}: Numerical result out of range`)
  return value
}

function layoutOf(printing: Printing, { flags, width, precision }: Conversion): Layout | null {
  const given = (text: string): number => {
    if (text !== '*') return Number(text || 0)
    const argument = printing.values[printing.next++] ?? ''
    return Number(numberFrom(printing, argument, readInteger(argument, false)))
  }
  const size = given(width)
  const digits = precision === null ? -1 : given(precision)
  if (Math.abs(size) > MOST || digits > MOST) {
    printing.complain(`${Math.max(Math.abs(size), digits)}: this simulator does not model this option`)
    printing.exitCode = 1
    printing.stopped = true
    return null
  }
  return {
    flags: size < 0 ? `${flags}-` : flags,
    width: Math.abs(size),
    precision: digits < 0 ? null : digits,
  }
}
