// Run before each test file that has a DOM (see vitest.config.ts).
import '@testing-library/jest-dom/vitest'
import { cleanup } from '@testing-library/react'
import { afterAll, afterEach, vi } from 'vitest'
import { loadLanguage, loadMoreWords, setLanguage } from '../i18n/index.ts'

await loadMoreWords()
await loadLanguage('ko')
await setLanguage('en')

afterEach(() => cleanup())
// What a file began to fetch is there before the next one asks for it, in a DOM of its own.
afterAll(() => vi.dynamicImportSettled())
