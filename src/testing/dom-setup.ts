// Run before each test file that has a DOM (see vitest.config.ts).
import '@testing-library/jest-dom/vitest'
import { cleanup } from '@testing-library/react'
import { afterEach } from 'vitest'
import { loadLanguage, loadMoreWords, setLanguage } from '../i18n/index.ts'

await loadMoreWords()
await loadLanguage('ko')
await setLanguage('en')

afterEach(() => cleanup())
