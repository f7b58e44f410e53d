/** The words of a program, one after the other. */
import { syntaxError, type Token } from './tokens.ts'
import { AwkError } from './tree.ts'

/** Where a tree is read from. */
export interface Reading {
  readonly source: string
  readonly tokens: readonly Token[]
  at: number
  /** What is done before or after all records, where there is none to go on from. */
  action: 'BEGIN' | 'END' | null
}

/** `noGreater`: what `print` prints, where `>` leads to a file. */
export interface Place {
  readonly noGreater: boolean
}

export const ANYWHERE: Place = { noGreater: false }

export const peek = (reading: Reading): Token => reading.tokens[reading.at] as Token
export const isSign = (reading: Reading, ...texts: readonly string[]) =>
  peek(reading).kind === 'sign' && texts.includes(peek(reading).text)
export const isWord = (reading: Reading, text: string) =>
  peek(reading).kind === 'keyword' && peek(reading).text === text
export const fail = (reading: Reading): never => {
  throw syntaxError(reading.source, peek(reading).at)
}

/** What gawk finds wrong without pointing at it. */
export function error({ source, tokens, at }: Reading, words: string): AwkError {
  const line = source.slice(0, tokens[at]?.at).split('\n').length
  return new AwkError(`awk: cmd. line:${line}: error: ${words}`, 1)
}

export function take(reading: Reading): Token {
  const token = peek(reading)
  if (token.kind !== 'end') reading.at++
  return token
}

export function taken(reading: Reading, text: string): boolean {
  const { kind } = peek(reading)
  if ((kind !== 'sign' && kind !== 'keyword') || peek(reading).text !== text) return false
  reading.at++
  return true
}

export function expect(reading: Reading, text: string): void {
  if (!taken(reading, text)) fail(reading)
}

export function skipNewlines(reading: Reading): void {
  while (peek(reading).kind === 'newline') reading.at++
}

/** Newlines and semicolons. */
export function skipEnds(reading: Reading): void {
  while (peek(reading).kind === 'newline' || isSign(reading, ';')) reading.at++
}
