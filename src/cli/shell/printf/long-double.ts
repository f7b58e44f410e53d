/**
 * Numbers with a fraction as bash has them: read by strtold into the 64 bits of an x87 long double, and written from
 * those, halves to the even digit.
 */

/** `mantissa` × 2^`exponent`; zero has the mantissa 0. */
export interface LongDouble {
  readonly negative: boolean
  readonly mantissa: bigint
  readonly exponent: number
  readonly special: 'inf' | 'nan' | null
}

const BITS = 64
const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?/
const SPECIAL = /^([+-]?)(inf(?:inity)?|nan)/i
/** Beyond it a long double is infinite, or nothing. */
const LARGEST_EXPONENT = 4_950

/** What `text` begins with, and how many characters of it were read; none where it is no number. */
export function parseLongDouble(text: string): { readonly value: LongDouble; readonly read: number } {
  const word = SPECIAL.exec(text)
  if (word !== null) {
    const special = (word[2] ?? '').toLowerCase() === 'nan' ? 'nan' : 'inf'
    return { value: { negative: word[1] === '-', mantissa: 0n, exponent: 0, special }, read: word[0].length }
  }
  const [whole = '', sign = '', integer = '', fraction = '', power = '0'] = DECIMAL.exec(text) ?? []
  const negative = sign === '-'
  const none = { negative: false, mantissa: 0n, exponent: 0, special: null } as const
  if (integer + fraction === '') return { value: none, read: 0 }
  const digits = BigInt(integer + fraction)
  const scale = Number(power) - fraction.length
  if (digits === 0n || scale < -LARGEST_EXPONENT - integer.length - fraction.length)
    return { value: { ...none, negative }, read: whole.length }
  if (scale > LARGEST_EXPONENT) return { value: { ...none, negative, special: 'inf' }, read: whole.length }
  const [above, below] = scale < 0 ? [digits, tenTo(-scale)] : [digits * tenTo(scale), 1n]
  return { value: { negative, special: null, ...nearest(above, below) }, read: whole.length }
}

/** A double as it is, to the last bit. */
export function longDoubleOf(value: number): LongDouble {
  const negative = value < 0 || Object.is(value, -0)
  const none = { negative, mantissa: 0n, exponent: 0 }
  if (!Number.isFinite(value)) return { ...none, special: Number.isNaN(value) ? 'nan' : 'inf' }
  if (value === 0) return { ...none, special: null }
  let mantissa = Math.abs(value)
  let exponent = 0
  // By two each time, which loses nothing.
  for (; !Number.isInteger(mantissa); exponent--) mantissa *= 2
  return { negative, ...nearest(BigInt(mantissa), 1n << BigInt(-exponent)), special: null }
}

function nearest(above: bigint, below: bigint): { readonly mantissa: bigint; readonly exponent: number } {
  const exponent = lengthOf(above) - lengthOf(below) - BITS
  const scaled = (shift: number) =>
    shift > 0 ? divide(above, below << BigInt(shift)) : divide(above << BigInt(-shift), below)
  const mantissa = scaled(exponent)
  return lengthOf(mantissa) > BITS ? { mantissa: scaled(exponent + 1), exponent: exponent + 1 } : { mantissa, exponent }
}

const lengthOf = (value: bigint): number => value.toString(2).length

function tenTo(power: number): bigint {
  let result = 1n
  for (let base = 10n, left = power; left > 0; left = Math.floor(left / 2), base *= base)
    if (left % 2 === 1) result *= base
  return result
}

/** Halves go to the even neighbour. */
function divide(above: bigint, below: bigint): bigint {
  const quotient = above / below
  const twice = (above % below) * 2n
  return twice > below || (twice === below && quotient % 2n === 1n) ? quotient + 1n : quotient
}

/** Its size × 10^`power`, rounded. */
function times({ mantissa, exponent }: LongDouble, power: number): bigint {
  const above = mantissa * tenTo(Math.max(0, power)) * (exponent > 0 ? 1n << BigInt(exponent) : 1n)
  return divide(above, tenTo(Math.max(0, -power)) * (exponent < 0 ? 1n << BigInt(-exponent) : 1n))
}

/** `%f`, without its sign. */
export function fixed(value: LongDouble, precision: number, alternate: boolean): string {
  const digits = String(times(value, precision)).padStart(precision + 1, '0')
  const point = digits.length - precision
  return digits.slice(0, point) + (precision > 0 || alternate ? '.' : '') + digits.slice(point)
}

/** The digits of `%e`, one before the point and `precision` behind it, and their power of ten. */
function scientific(value: LongDouble, precision: number): { readonly digits: string; readonly power: number } {
  if (value.mantissa === 0n) return { digits: '0'.repeat(precision + 1), power: 0 }
  // One too many or too few at the first guess; log10 of 2 is 0.30103.
  let power = Math.floor((value.exponent + BITS - 1) * 0.30103)
  for (;;) {
    const digits = String(times(value, precision - power))
    if (digits.length === precision + 1) return { digits, power }
    power += digits.length > precision + 1 ? 1 : -1
  }
}

function withPower(digits: string, power: number, alternate: boolean): string {
  const point = digits.length > 1 || alternate ? '.' : ''
  const shown = String(Math.abs(power)).padStart(2, '0')
  return `${digits.slice(0, 1)}${point}${digits.slice(1)}e${power < 0 ? '-' : '+'}${shown}`
}

/** `%e`, without its sign. */
export function exponential(value: LongDouble, precision: number, alternate: boolean): string {
  const { digits, power } = scientific(value, precision)
  return withPower(digits, power, alternate)
}

/** `%g`, without its sign: whichever is shorter, and no zeros at its end. */
export function general(value: LongDouble, precision: number, alternate: boolean): string {
  const wanted = Math.max(1, precision)
  const { digits, power } = scientific(value, wanted - 1)
  if (power >= -4 && power < wanted) {
    const text = fixed(value, wanted - 1 - power, alternate)
    return alternate || !text.includes('.') ? text : text.replace(/\.?0+$/, '')
  }
  return withPower(alternate ? digits : digits.replace(/(?!^)0+$/, ''), power, alternate)
}
