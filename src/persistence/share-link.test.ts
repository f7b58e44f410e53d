import fc from 'fast-check'
import { deflateSync, strToU8 } from 'fflate'
import { describe, expect, test } from 'vitest'
import { firstMinute } from '../scenarios/index.ts'
import { anyRun, sampleRun } from '../testing/sample-runs.ts'
import type { RunData } from '../worker/port.ts'
import { runFormat } from '../worker/run-schema.ts'
import { crc32, fromBase64Url, toBase64Url } from './bytes.ts'
import { LINK_DICTIONARY } from './link-dictionary.ts'
import { decodeLink, encodeLink } from './share-link.ts'

const decode = (fragment: string) => decodeLink(fragment, runFormat)

/** A link as only a forger would make it: sound packing around any JSON. */
function forge(json: string): string {
  const packed = deflateSync(strToU8(json), { dictionary: strToU8(LINK_DICTIONARY) })
  const bytes = new Uint8Array(8 + packed.length)
  const head = new DataView(bytes.buffer)
  head.setUint32(0, packed.length)
  head.setUint32(4, crc32(bytes.subarray(0, 4), packed))
  bytes.set(packed, 8)
  return `#r=1.${toBase64Url(bytes)}`
}

describe('a shared link', () => {
  test('holds the whole run', () => {
    fc.assert(
      fc.property(anyRun, (run) => {
        expect(decode(encodeLink(run))).toEqual({ kind: 'ok', run })
      }),
    )
  })

  test('carries what was left out of the journal, so that whoever opens it is told too', () => {
    const entry = { atUs: 4_000_000, afterEvents: 4_000, command: { type: 'Teleport' } }
    const json = JSON.stringify(entry)
    const { command: _, ...place } = entry
    const reason = 'entry.command.type: expected a known command'
    const run: RunData = { ...sampleRun(), leftOut: [{ ...place, json, problem: 'unread', reason }] }
    expect(decode(encodeLink(run))).toEqual({ kind: 'ok', run })
  })

  test('of a usual run fits into a few hundred characters, and of the first minute into one line', () => {
    expect(encodeLink(sampleRun()).length).toBeLessThan(500)
    const read = runFormat.readRun({ ...sampleRun(), spec: firstMinute(), journal: [] })
    if (!read.ok) throw new Error(read.message)
    expect(encodeLink(read.value).length).toBeLessThan(200)
  })

  test('may stand among other parameters, and survives a full stop that a chat program glued to it', () => {
    const link = encodeLink(sampleRun())
    expect(decode(`${link}&lang=ko`)).toMatchObject({ kind: 'ok' })
    expect(decode(`#lang=ko&${link.slice(1)}`)).toMatchObject({ kind: 'ok' })
    expect(decode(`${link}).`)).toMatchObject({ kind: 'ok' })
  })

  test('that was cut off anywhere says so', () => {
    const link = encodeLink(sampleRun())
    for (let length = '#r=1.'.length; length < link.length; length++) {
      expect(decode(link.slice(0, length)).kind).toBe('cutOff')
    }
  })

  test('that is short and wrong as well was altered, and so is what never was a link', () => {
    const link = encodeLink(sampleRun())
    for (const text of ['hello', 'hello-world-this-is-no-link', 'zzzz', `${link.slice(5, 25)}${'x'.repeat(60)}`])
      expect(decode(`#r=1.${text}`)).toMatchObject({ kind: 'altered' })
    // Of an engine that stays the same: what damaged bytes inflate to is another text for each.
    const whole = encodeLink({ ...sampleRun(), engineVersion: '1' }).slice(5)
    const wrong = whole.slice(0, 40) + [...whole.slice(40, 100)].reverse().join('') + whole.slice(100, -30)
    expect(decode(`#r=1.${wrong}`)).toMatchObject({ kind: 'altered' })
  })

  test('with any characters changed never throws and never opens another run', () => {
    const characters = fc.constantFrom(...'ABCabcxyz0189-_.%#= é')
    fc.assert(
      fc.property(anyRun, fc.nat(), characters, fc.integer({ min: 0, max: 3 }), (run, place, character, removed) => {
        const link = encodeLink(run)
        const at = place % link.length
        const decoded = decode(link.slice(0, at) + character + link.slice(at + removed))
        if (decoded.kind === 'ok') expect(decoded.run).toEqual(run)
      }),
      { numRuns: 500 },
    )
  })

  test('with its last character changed says so, also where only bits that carry nothing differ', () => {
    const link = encodeLink(sampleRun())
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    for (const character of alphabet) {
      const changed = link.slice(0, -1) + character
      if (changed !== link) expect(decodeLink(changed, runFormat).kind).not.toBe('ok')
    }
  })

  test('from a newer version says so, whether the link or the engine is newer', () => {
    const link = encodeLink(sampleRun())
    expect(decode(link.replace('#r=1.', '#r=2.')).kind).toBe('newer')
    expect(decode(encodeLink({ ...sampleRun(), engineVersion: '9999.0.0' })).kind).toBe('newer')
  })

  test('that is no link of ours leaves the page alone', () => {
    expect(decode('').kind).toBe('none')
    expect(decode('#').kind).toBe('none')
    expect(decode('#stage').kind).toBe('none')
    expect(decode('#other=1.abc').kind).toBe('none')
  })

  test.each([
    ['text', 'alert(1)'],
    ['another object', '{"hello":1}'],
    ['a journal of something else', JSON.stringify({ e: '1', s: 1, p: 0, c: {}, j: [[0, 0, { type: 'Eval' }]] })],
    ['a journal of no lists', '{"j":[1,2]}'],
    ['nested lists without end', '['.repeat(100_000)],
  ])('forged around %s runs nothing', (_what, json) => {
    expect(decode(forge(json)).kind).toBe('notARun')
  })

  test('that unpacks to more than a page should hold is given up in time', () => {
    expect(decode(forge(`"${'x'.repeat(40_000_000)}"`))).toMatchObject({
      kind: 'notARun',
      detail: expect.stringContaining('bytes when unpacked'),
    })
  })

  test('noise is never a run', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => {
        expect(decode(`#r=1.${toBase64Url(noise)}`).kind).not.toBe('ok')
      }),
    )
  })
})

describe('what every old link depends on', () => {
  test('the dictionary of version 1 has not changed by a character', () => {
    expect(crc32(strToU8(LINK_DICTIONARY))).toBe(2_060_790_192)
  })

  test('base64url carries any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(fromBase64Url(toBase64Url(bytes))).toEqual(bytes)
      }),
    )
  })

  test('the checksum is the one of gzip and PNG', () => {
    expect(crc32(strToU8('123456789'))).toBe(0xcbf43926)
  })
})
