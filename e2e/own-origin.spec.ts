import { expect, test } from '@playwright/test'

test('the page keeps to its own origin and to its own policy', async ({ page, baseURL }) => {
  const elsewhere: string[] = []
  const complaints: string[] = []
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url())
    const isLocal = protocol === 'data:' || protocol === 'blob:'
    if (!isLocal && origin !== new URL(baseURL ?? '').origin) elsewhere.push(request.url())
  })
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))

  await page.goto('./')
  await expect(page.locator('#root')).not.toBeEmpty()
  await page.waitForLoadState('networkidle')

  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content')
  expect(policy).toContain("script-src 'self'")
  expect(policy).not.toContain('unsafe')
  expect(elsewhere).toEqual([])
  expect(complaints).toEqual([])
})
