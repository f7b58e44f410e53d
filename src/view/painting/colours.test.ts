import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { contrast, mix, parseColour } from './colours.ts'
import { readPalette } from './palette.ts'

/** The tokens a theme ends up with: those of `:root`, then its own. */
function tokensOf(theme: string): Map<string, string> {
  const css = readFileSync('src/view/tokens.css', 'utf8')
  const tokens = new Map<string, string>()
  for (const selector of [':root', `:root[data-theme="${theme}"]`]) {
    const at = css.indexOf(`${selector} {`)
    if (at < 0) continue
    const block = css.slice(css.indexOf('{', at) + 1, css.indexOf('}', at))
    for (const [, name, value] of block.matchAll(/(--[\w-]+):\s*([^;]+);/g)) tokens.set(name!, value!.trim())
  }
  return tokens
}

describe.each(['light', 'dark', 'projector'])('in the %s theme', (theme) => {
  const tokens = tokensOf(theme)
  const palette = readPalette((name) => tokens.get(name) ?? '')

  test('the text on every key colour reaches 4.5:1, on leaders and on followers', () => {
    for (const key of palette.keys) {
      expect(contrast(key.solid, key.solidText)).toBeGreaterThanOrEqual(4.5)
      expect(contrast(key.faint, key.faintText)).toBeGreaterThanOrEqual(4.5)
    }
  })

  test('words reach 4.5:1 on whatever they stand on', () => {
    const pairs = [
      ['--ink', '--paper'],
      ['--ink', '--card'],
      ['--ink-2', '--paper'],
      ['--ink-2', '--card'],
      ['--ink-2', '--sunken'],
      ['--ink-2', '--off'],
      ['--ok', '--card'],
      ['--warn', '--card'],
      ['--warn', '--off'],
      ['--bad', '--card'],
      ['--bad', '--off'],
      ['--bad', '--paper'],
      ['--accent', '--accent-soft'],
      ['--accent', '--card'],
      ['--violet', '--violet-soft'],
      ['--on-ink', '--ink'],
      ['--on-accent', '--accent'],
      ['--on-bad', '--bad'],
      ['--ink-2', '--line'],
      ['--dock-ink', '--dock'],
      ['--dock-ink-2', '--dock'],
      ...[1, 2, 3, 4].map((group) => ['--on-group', `--group-${group}`]),
    ] as const
    for (const [text, ground] of pairs) {
      const ratio = contrast(tokens.get(text!)!, tokens.get(ground!)!)
      expect(ratio, `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5)
    }
  })

  test('marks reach 3:1 on a card', () => {
    for (const mark of ['--mark', '--ok-mark', '--warn-mark', '--bad', '--accent', '--ink']) {
      expect(contrast(tokens.get(mark)!, tokens.get('--card')!), mark).toBeGreaterThanOrEqual(3)
    }
  })
})

test('a follower is its leader, only lighter', () => {
  expect(mix('#000000', '#ffffff', 0.5)).toBe('rgb(128, 128, 128)')
  expect(parseColour('rgb(1, 2, 3)')).toEqual([1, 2, 3])
  expect(() => parseColour('nearly red')).toThrow('Not a colour')
})

test('the light theme has exactly the colours of the design', () => {
  const tokens = tokensOf('light')
  expect([tokens.get('--paper'), tokens.get('--card'), tokens.get('--line'), tokens.get('--line-strong')]).toEqual([
    '#f7f6f2',
    '#ffffff',
    '#dfe2e8',
    '#c7ccd6',
  ])
  expect([1, 2, 3, 4, 5, 6, 7, 8].map((key) => tokens.get(`--key-${key}`)?.toUpperCase())).toEqual([
    '#0072B2',
    '#E69F00',
    '#009E73',
    '#CC79A7',
    '#D55E00',
    '#56B4E9',
    '#8A6D00',
    '#5B4B8A',
  ])
})
