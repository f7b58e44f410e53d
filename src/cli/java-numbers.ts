/**
 * Counterparts in Java 17: Double.toString and Float.toString. Up to Java 18 they do not always find the shortest
 * digits (JDK-4511638): 2.0E-44f prints 1.96E-44, and 2^61 prints all that a long can tell. Kafka's tools run on 17.
 */

/** What a number's digits are made from: `fraction` × 2^`exponent`, of which so many bits count. */
interface Binary {
  readonly fraction: bigint
  readonly exponent: number
  /** Bits that the type keeps of a number of this size. */
  readonly significantBits: number
}

/** `0.` followed by the digits, times 10^`point`. */
interface Decimal {
  readonly digits: string
  readonly point: number
}

const DOUBLE = { bits: 64, fractionBits: 52, bias: 1023 }
const FLOAT = { bits: 32, fractionBits: 23, bias: 127 }

export function javaDouble(value: number): string {
  const view = new DataView(new ArrayBuffer(8))
  view.setFloat64(0, value)
  return numberText(value, view.getBigUint64(0), DOUBLE)
}

/** `value` is one that a float can hold. */
export function javaFloat(value: number): string {
  const view = new DataView(new ArrayBuffer(4))
  view.setFloat32(0, value)
  return numberText(value, BigInt(view.getUint32(0)), FLOAT)
}

function numberText(value: number, bits: bigint, type: typeof DOUBLE): string {
  if (Number.isNaN(value)) return 'NaN'
  const sign = value < 0 || Object.is(value, -0) ? '-' : ''
  if (!Number.isFinite(value)) return `${sign}Infinity`
  return sign + (value === 0 ? '0.0' : layOut(decimalOf(binaryOf(bits, type))))
}

function binaryOf(bits: bigint, { bits: width, fractionBits, bias }: typeof DOUBLE): Binary {
  const stored = bits & ((1n << BigInt(fractionBits)) - 1n)
  const biased = Number((bits >> BigInt(fractionBits)) & ((1n << BigInt(width - 1 - fractionBits)) - 1n))
  if (biased === 0)
    return { fraction: stored, exponent: 1 - bias - fractionBits, significantBits: stored.toString(2).length }
  const fraction = stored | (1n << BigInt(fractionBits))
  return { fraction, exponent: biased - bias - fractionBits, significantBits: fractionBits + 1 }
}

/** Plain between 10^-3 and 10^7, else with an exponent; there is always a digit behind the point. */
function layOut({ digits, point }: Decimal): string {
  if (point > -3 && point <= 0) return `0.${'0'.repeat(-point)}${digits}`
  if (point > 0 && point < 8) return `${digits.slice(0, point).padEnd(point, '0')}.${digits.slice(point) || '0'}`
  return `${digits.slice(0, 1)}.${digits.slice(1) || '0'}E${point - 1}`
}

function decimalOf({ fraction: whole, exponent: power, significantBits }: Binary): Decimal {
  let fraction = whole
  let exponent = power
  for (; (fraction & 1n) === 0n; fraction >>= 1n) exponent++
  /** Of the highest bit. */
  const binaryExponent = exponent + fraction.toString(2).length - 1
  if (exponent >= 0 && binaryExponent <= 62)
    return digitsOfLong(fraction << BigInt(exponent), binaryExponent - significantBits)
  return developDigits(fraction, exponent, binaryExponent, significantBits)
}

/** A whole number that fits a long: digits below what the type can tell are rounded away. */
function digitsOfLong(value: bigint, bitsBeyond: number): Decimal {
  const insignificant = bitsBeyond > 2 ? Math.floor((bitsBeyond - 1) * Math.LOG10E * Math.LN2) : 0
  const unit = power(10n, insignificant)
  const kept = value / unit + (insignificant > 0 && (value % unit) * 2n >= unit ? 1n : 0n)
  const text = String(kept)
  return { digits: text.replace(/0+$/, ''), point: text.length + insignificant }
}

/** The number is rest/unit × 10^point, and half of its last bit margin/unit × 10^point. */
interface Scaled {
  rest: bigint
  margin: bigint
  readonly unit: bigint
  /** Bits of the integers that Java does it in: 32, 64, or as many as it takes. */
  readonly width: number
}

function scaled(fraction: bigint, exponent: number, significantBits: number, point: number): Scaled {
  const bits = fraction.toString(2).length
  const highest = exponent + bits - 1
  const behindPoint = Math.max(0, -exponent)
  const restFives = Math.max(0, -point)
  const unitFives = Math.max(0, point)
  const twos = { rest: restFives + behindPoint + exponent, unit: unitFives + behindPoint, margin: 0 }
  twos.margin = restFives + behindPoint + highest - significantBits
  // Below a power of two the next number is only half as far away.
  if (fraction === 1n) twos.margin--
  const common = Math.min(twos.rest, twos.unit, twos.margin)
  const shift = (fives: number, key: keyof typeof twos) => power(5n, fives) << BigInt(twos[key] - common)
  const restBits = bits + twos.rest - common + bitsOfFive(restFives)
  const unitBits = twos.unit - common + 1 + bitsOfFive(unitFives + 1)
  const most = Math.max(restBits, unitBits)
  return {
    rest: fraction * shift(restFives, 'rest'),
    margin: shift(restFives, 'margin'),
    unit: shift(unitFives, 'unit'),
    width: most < 32 ? 32 : most < 64 ? 64 : Number.POSITIVE_INFINITY,
  }
}

function bitsOfFive(fives: number): number {
  return fives === 0 ? 0 : fives < 27 ? power(5n, fives).toString(2).length : fives * 3
}

/** Steele and White's way, one digit after the other until the rest is within half of the last bit. */
function developDigits(fraction: bigint, exponent: number, binaryExponent: number, significantBits: number): Decimal {
  let point = estimatedPoint(fraction, binaryExponent)
  const number = scaled(fraction, exponent, significantBits, point)
  const tens = 10n * number.unit
  const isBig = number.width === Number.POSITIVE_INFINITY
  // Sums may be too long for Java's int or long, which then go on below zero.
  const wrapped = (value: bigint) => (isBig ? value : BigInt.asIntN(number.width, value))
  let digits = ''
  let low = false
  let high = false
  const next = (): bigint => {
    const digit = number.rest / number.unit
    number.rest = 10n * (number.rest % number.unit)
    number.margin = wrapped(number.margin * 10n)
    const reach = wrapped(number.rest + number.margin)
    // A margin that wrapped around is larger than anything.
    low = number.margin <= 0n || number.rest < number.margin
    high = number.margin <= 0n || (isBig ? reach >= tens : reach > tens)
    return digit
  }
  const first = next()
  if (first === 0n && !high) point--
  else digits = String(first)
  // With an exponent there is always a second digit.
  if (point < -3 || point >= 8) low = high = false
  while (!low && !high) digits += String(next())
  const half = wrapped(wrapped(number.rest * 2n) - tens)
  const isOdd = Number(digits.slice(-1)) % 2 === 1
  const up = high && (!low || half > 0n || (half === 0n && isOdd))
  return up ? roundedUp(digits, point + 1) : { digits, point: point + 1 }
}

/** The decimal exponent, or one more: the logarithm from a straight line through 1.5. */
function estimatedPoint(fraction: bigint, binaryExponent: number): number {
  const mantissa = Number(fraction) / Number(1n << BigInt(fraction.toString(2).length - 1))
  return Math.floor((mantissa - 1.5) * 0.289529654 + 0.176091259 + binaryExponent * 0.301029995663981)
}

function roundedUp(digits: string, point: number): Decimal {
  const kept = digits.replace(/9+$/, '')
  if (kept === '') return { digits: '1'.padEnd(digits.length, '0'), point: point + 1 }
  const last = Number(kept.slice(-1)) + 1
  return { digits: (kept.slice(0, -1) + String(last)).padEnd(digits.length, '0'), point }
}

function power(base: bigint, exponent: number): bigint {
  let result = 1n
  for (let count = 0; count < exponent; count++) result *= base
  return result
}
