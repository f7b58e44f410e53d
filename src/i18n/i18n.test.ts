import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { simplifications } from './fidelity.ts'
import { currentLanguage, format, loadLanguage, loadMoreWords, setLanguage, t } from './index.ts'
import { messages as englishCore } from './messages/en/index.ts'
import { messages as englishMore } from './messages/en/more.ts'
import { messages as koreanCore } from './messages/ko/index.ts'
import { messages as koreanMore } from './messages/ko/more.ts'

const english: Readonly<Record<string, string>> = { ...englishCore, ...englishMore }
const korean: Readonly<Record<string, string>> = { ...koreanCore, ...koreanMore }
const sources = sourceFiles('src')
  .filter((path) => !/\.test\.tsx?$/.test(path) && !path.startsWith(join('src', 'i18n')))
  .map((path) => readFileSync(path, 'utf8'))

/** Every key written out, and the pattern of every key put together as in `timeline.mark.${kind}`. */
const writtenOut = new Set(
  sources.flatMap((code) => [...code.matchAll(/['"`]([a-z][\w-]*(?:\.[\w-]+)+)['"`]/gi)].map((match) => match[1]!)),
)
const patterns = sources
  .flatMap((code) => [...code.matchAll(/`([a-z][\w-]*\.[^`\s]*\$\{[^`]*)`/gi)].map((match) => match[1]!))
  .map(
    (template) =>
      new RegExp(
        `^${template
          .split(/\$\{[^}]*\}/)
          .map(escapePattern)
          .join('[\\w-]+')}$`,
      ),
  )

test('both languages say the same things', () => {
  expect(Object.keys(korean).sort()).toEqual(Object.keys(english).sort())
})

test('no text is empty', () => {
  const empty = Object.entries({ ...english, ...korean }).filter(([, text]) => text.trim() === '')
  expect(empty).toEqual([])
})

test('no two files of a language give the same key', () => {
  expect(Object.keys(englishCore).filter((key) => key in englishMore)).toEqual([])
})

test('every key is used somewhere in the source', () => {
  const unused = Object.keys(english).filter(
    (key) => !writtenOut.has(key) && !patterns.some((pattern) => pattern.test(key)),
  )
  expect(unused).toEqual([])
})

test('both languages use the same parameters', () => {
  const differing = Object.keys(english).filter(
    (key) => parameters(english[key]!).join() !== parameters(korean[key]!).join(),
  )
  expect(differing).toEqual([])
})

test('a Korean particle stands behind what it goes with, which it does not bring along', () => {
  const alone = Object.entries(korean).flatMap(([key, text]) =>
    [...text.matchAll(/\{(\w+)\|[가-힣]/g)].flatMap(({ 1: name, index }) =>
      text.slice(0, index).includes(`{${name}}`) ? [] : [`${key}: ${text}`],
    ),
  )
  expect(alone).toEqual([])
})

test('no Korean particle stands right after a parameter, where it would often be the wrong one of two', () => {
  const particle = /\}(?:이|가|을|를|은|는|와|과|으로|로|이나|나|아|야|이라|라)(?![가-힣])/
  expect(Object.entries(korean).filter(([, text]) => particle.test(text))).toEqual([])
  expect('브로커 {n}이 죽음').toMatch(particle)
})

test('the name of a setting stays as it is written, also where it begins a sentence', () => {
  const raised = /(?:^|[.!?:;] )(?:[A-Z][a-z]*(?:\.[a-z]+){1,}(?!\w)|Acks\b)/
  const found = Object.entries({ ...english, ...korean }).filter(([, text]) => raised.test(text))
  expect(found).toEqual([])
  expect('All right. Min.insync.replicas holds.').toMatch(raised)
  expect('Acks says when.').toMatch(raised)
})

test('what is simplified is said in both languages', () => {
  for (const { topic, real, here } of simplifications) {
    for (const words of [topic, real, here]) {
      expect(words.en).not.toBe('')
      expect(words.ko).toMatch(/[가-힣]/)
    }
  }
})

describe('a text with parameters', () => {
  test('is filled in', () => {
    expect(format('{at} of {latest}', { at: '1 s', latest: '2 s' })).toBe('1 s of 2 s')
  })
  test('picks the word for one or for many', () => {
    expect(format('{n} {n|record|records}', { n: 1 })).toBe('1 record')
    expect(format('{n} {n|record|records}', { n: 0 })).toBe('0 records')
  })
  test('writes large numbers with separators and never shortens them', () => {
    expect(format('{offset}', { offset: 1_234_567 })).toBe('1,234,567')
  })
  test('shows a parameter that was forgotten', () => {
    expect(format('{at}', {})).toBe('{at}')
  })
  test('reads a list of names as several, and one name as one', () => {
    const text = '{topics|Topic|Topics} {topics} {topics|is|are} created'
    expect(format(text, { topics: 't1' })).toBe('Topic t1 is created')
    expect(format(text, { topics: 't1, t2' })).toBe('Topics t1, t2 are created')
    expect(format(text, { topics: 't1, t2, t3 and 2 more' })).toBe('Topics t1, t2, t3 and 2 more are created')
  })
  test('does not read what a user wrote as a text of its own', () => {
    expect(format('{name}', { name: '{other}' })).toBe('{other}')
  })
})

test('the language changes without a reload', async () => {
  await loadLanguage('en')
  await setLanguage('en')
  expect(t('timeline.play')).toBe('Play')
  await setLanguage('ko')
  expect(currentLanguage()).toBe('ko')
  expect(t('timeline.play')).toBe('재생')
  await loadMoreWords()
  expect(t('dialog.savedRuns.delete')).toBe('삭제')
  await setLanguage('en')
  expect(t('dialog.savedRuns.delete')).toBe('Delete')
})

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return sourceFiles(path)
    return /\.tsx?$/.test(entry.name) ? [path] : []
  })
}

/** Names of the parameters, each once, in alphabetical order. */
function parameters(text: string): string[] {
  return [...new Set([...text.matchAll(/\{(\w+)/g)].map((match) => match[1]!))].sort()
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
