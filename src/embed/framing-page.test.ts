import { expect, test } from 'vitest'
import { framingPage } from './framing-page.ts'

interface Place {
  readonly search?: string
  readonly ancestor?: string
  readonly referrer?: string
}

/** A frame in a page, and what that page was told and to which origin. */
function frameIn({ search = '', ancestor, referrer = '' }: Place) {
  const told: unknown[] = []
  const parent = { postMessage: (message: unknown, target: string) => void told.push([message, target]) }
  const events = new EventTarget()
  const view = {
    parent,
    location: { search, ancestorOrigins: ancestor === undefined ? undefined : [ancestor] },
    document: { referrer },
    addEventListener: events.addEventListener.bind(events),
    removeEventListener: events.removeEventListener.bind(events),
  }
  const page = framingPage(view as unknown as Window)!
  const heard: unknown[] = []
  const forget = page.onMessage((data) => heard.push(data))
  const say = (data: unknown, origin: string, source: unknown = parent) =>
    events.dispatchEvent(new MessageEvent('message', { data, origin, source: source as Window }))
  return { page, told, heard, say, forget }
}

test('a page of its own has nobody around it', () => {
  expect(framingPage(window)).toBeNull()
})

test.each<[string, Place]>([
  [
    'the address of the frame names it',
    { search: '?embed&host=https://notes.example', ancestor: 'https://notes.example' },
  ],
  ['the browser does', { ancestor: 'https://notes.example' }],
  ['the referrer does', { referrer: 'https://notes.example/week-2' }],
])('%s: it alone is heard and told', (_, place) => {
  const { page, told, heard, say } = frameIn(place)
  page.tell({ hello: 1 })
  expect(told).toEqual([[{ hello: 1 }, 'https://notes.example']])
  say('from elsewhere', 'https://elsewhere.example')
  say('from a frame beside', 'https://notes.example', {})
  say('from the page', 'https://notes.example')
  expect(heard).toEqual(['from the page'])
})

test('while nothing tells whose page it is, it is greeted and told nothing; its first message tells', () => {
  const { page, told, heard, say } = frameIn({})
  page.tell({ secret: 1 })
  page.greet({ ready: 1 })
  expect(told).toEqual([[{ ready: 1 }, '*']])
  say('first', 'https://notes.example')
  say('then', 'https://elsewhere.example')
  expect(heard).toEqual(['first'])
  page.tell({ answer: 1 })
  expect(told.at(-1)).toEqual([{ answer: 1 }, 'https://notes.example'])
})

test.each(['null', 'file://'])(
  'a page that was opened from a disk has no origin to address, and is heard all the same: %s',
  (origin) => {
    const { page, told, heard, say } = frameIn({ search: `?embed&host=${origin}` })
    page.tell({ hello: 1 })
    expect(told).toEqual([[{ hello: 1 }, '*']])
    say('from the page', origin)
    expect(heard).toEqual(['from the page'])
  },
)

test('who has left hears nothing more', () => {
  const { heard, say, forget } = frameIn({ ancestor: 'https://notes.example' })
  forget()
  say('late', 'https://notes.example')
  expect(heard).toEqual([])
})
