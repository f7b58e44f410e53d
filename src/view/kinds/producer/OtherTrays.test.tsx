// @vitest-environment jsdom
import { render, screen } from '@testing-library/react'
import { beforeAll, expect, test } from 'vitest'
import { loadMoreWords, setLanguage } from '../../../i18n/index.ts'
import { sampleImage } from '../../../testing/sample-image.ts'
import { rect } from '../../layout/geometry.ts'
import { OtherTrays } from './OtherTrays.tsx'

beforeAll(async () => {
  await loadMoreWords()
  await setLanguage('en')
})

test('the number of partitions for which a card has no tray says under the pointer which they are', () => {
  const sample = sampleImage()
  const [producer] = sample.producers.values()
  const [topic, known] = [...sample.topics].find(([, { internal }]) => !internal)!
  const idle = { ...producer!, batches: [], spec: { ...producer!.spec, workload: { topic } } } as never
  const image = {
    ...sample,
    topics: new Map([[topic, { ...known, partitions: 3 }]]),
    producers: new Map([[producer!.name, idle]]),
  }
  const card = (trays: number) =>
    ({
      id: producer!.name,
      rect: rect(0, 0, 200, 100),
      parts: { trays: Array(trays).fill(rect(5, 50, 150, 20)) },
    }) as never
  const { unmount } = render(<OtherTrays card={card(1)} image={image} />)
  expect(screen.getByTitle(`No room here for: ${topic}-1, ${topic}-2`)).toBeInTheDocument()
  unmount()
  const { container } = render(<OtherTrays card={card(3)} image={image} />)
  expect(container).toBeEmptyDOMElement()
})
