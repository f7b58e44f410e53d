import { useEffect, useState } from 'react'

/** Changes whenever the page's theme does, by choice or with the system. */
export function useThemeVersion(): number {
  const [version, setVersion] = useState(0)
  useEffect(() => {
    const bump = () => setVersion((known) => known + 1)
    const observer = new MutationObserver(bump)
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
    const scheme = typeof matchMedia === 'function' ? matchMedia('(prefers-color-scheme: dark)') : null
    scheme?.addEventListener('change', bump)
    return () => {
      observer.disconnect()
      scheme?.removeEventListener('change', bump)
    }
  }, [])
  return version
}
