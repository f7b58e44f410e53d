/** A terminal, typed into with keys and read from its screen. */
import { expect, type Locator, type Page } from '@playwright/test'

export class TerminalDriver {
  readonly #page: Page
  readonly screen: Locator

  constructor(page: Page) {
    this.#page = page
    this.screen = page.locator('.terminal-screen')
  }

  async focus(): Promise<void> {
    await expect(this.screen.locator('.xterm-rows')).toBeVisible()
    await this.screen.locator('.xterm-screen').click()
  }

  /** Pulls the dock up as far as it goes, so that whole answers fit on the screen. */
  async makeTall(): Promise<void> {
    await this.#page.getByRole('separator', { name: 'Height of the dock' }).focus()
    for (let i = 0; i < 24; i++) await this.#page.keyboard.press('ArrowUp')
  }

  /** Types a line and Enter, key by key. */
  async type(line: string): Promise<void> {
    await this.#page.keyboard.type(line)
    await this.#page.keyboard.press('Enter')
  }

  /** As from the clipboard, several lines at once. */
  async paste(text: string): Promise<void> {
    await this.screen.locator('textarea.xterm-helper-textarea').evaluate((field, pasted) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', pasted)
      field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    }, text)
  }

  /** Types a line, and waits until what it printed contains this (blanks aside) and the shell is back. */
  async run(line: string, ...expected: readonly string[]): Promise<void> {
    await this.type(line)
    await this.answers(line, ...expected)
    await this.idle()
  }

  /** What stands below the line contains this; where a row is broken does not matter. */
  async answers(line: string, ...expected: readonly string[]): Promise<void> {
    for (const each of expected) {
      await expect.poll(() => this.#below(line), { timeout: 30_000 }).toContain(compact(each))
    }
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.#page.keyboard.press(key)
  }

  /** The rows on screen, without the blanks behind them. */
  async rows(): Promise<readonly string[]> {
    const rows = await this.screen.locator('.xterm-rows > div').allTextContents()
    return rows.map((row) => row.replaceAll('\u00a0', ' ').trimEnd())
  }

  async text(): Promise<string> {
    return (await this.rows()).join('\n').trimEnd()
  }

  async shows(text: string | RegExp, timeout = 30_000): Promise<void> {
    const shown = expect.poll(() => this.text(), { timeout })
    await (typeof text === 'string' ? shown.toContain(text) : shown.toMatch(text))
  }

  /** The shell waits for a line. */
  async idle(): Promise<void> {
    await expect.poll(async () => (await this.text()).split('\n').at(-1), { timeout: 30_000 }).toMatch(/\$ *$/)
  }

  /** The whole screen when the line itself has scrolled away. */
  async #below(line: string): Promise<string> {
    const text = compact(await this.text())
    const at = text.lastIndexOf(compact(line))
    return at === -1 ? text : text.slice(at + compact(line).length)
  }
}

function compact(text: string): string {
  return text.replace(/\s+/g, '')
}
