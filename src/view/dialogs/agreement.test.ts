import { expect, test } from 'vitest'
import agreement from '../../../conformance/agreement.json'
import { comparedParts } from '../../i18n/agreement-words.ts'
import { agreementByVersion, missingIn, partOf } from './agreement.ts'

test('every version has its figures, and what is the same in all counts in each', () => {
  const part = (agreed: number, disagreed: number, notYet: Record<string, number> = {}) => ({
    agreed,
    disagreed,
    notYet,
  })
  const [later, before] = agreementByVersion({
    both: { murmur2: part(5, 0), 'streams-joins': part(0, 0, { 'table streams-joins': 1 }) },
    'kafka-2.5': { admin: part(3, 1, { 'a.sh': 2 }), streams: part(0, 0, { 'Kafka Streams': 7 }) },
    'kafka-4': { admin: part(9, 0) },
  })
  expect(later).toMatchObject({ profile: 'kafka-4', total: { agreed: 14, compared: 14, notYet: 1 } })
  expect(before).toMatchObject({ profile: 'kafka-2.5', total: { agreed: 8, compared: 9, notYet: 10 } })
  expect(before?.parts.get('streams')).toEqual({ agreed: 0, compared: 0, notYet: 8 })
  expect(missingIn(before?.missing ?? [], 'ko')).toEqual(['a.sh', '카프카 스트림즈'])
})

test('whatever the last run wrote down has words in both languages', () => {
  for (const [version, parts] of Object.entries(agreement.versions)) {
    expect(Object.keys(parts).filter((name) => !(partOf(name) in comparedParts))).toEqual([])
    const reasons = Object.values(parts).flatMap(({ notYet }) => Object.keys(notYet))
    const named = missingIn(reasons, 'ko').filter((word) => !/[가-힣]|\.sh$|^ksqlDB$/.test(word))
    expect([version, named]).toEqual([version, []])
  }
})

test('the figures are of a run, and not of a file that is empty', () => {
  for (const { total } of agreementByVersion()) expect(total.agreed).toBeGreaterThan(1_000)
})
