import { render } from '@testing-library/react'
import { expect, test } from 'vitest'
import { Prose } from './Prose.tsx'

const set = (text: string) => render(<Prose text={text} />).container

test('names keep together at their hyphens, and nothing else of the sentence does', () => {
  const sentence = set('broker-2 dies: hello-group asks broker-3.')
  expect([...sentence.querySelectorAll('.whole-name')].map(({ textContent }) => textContent)).toEqual([
    'broker-2',
    'hello-group',
    'broker-3',
  ])
  expect(sentence.textContent).toBe('broker-2 dies: hello-group asks broker-3.')
})

test('a setting may take another line after each of its dots, and a name longer than a card anywhere', () => {
  const setting = set('offsets.topic.replication.factor는 3입니다.')
  expect(setting.querySelectorAll('wbr')).toHaveLength(3)
  expect(setting.textContent).toBe('offsets.topic.replication.factor는 3입니다.')
  expect(set('a-topic-whose-name-is-longer-than-any-card').querySelector('.whole-name')).toBeNull()
})
