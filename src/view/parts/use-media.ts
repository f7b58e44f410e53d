import { useSyncExternalStore } from 'react'

/** Whether a media query holds now. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (wake) => {
      const media = matchMedia(query)
      media.addEventListener('change', wake)
      return () => media.removeEventListener('change', wake)
    },
    () => matchMedia(query).matches,
    () => false,
  )
}

/** Narrower or lower than this, as on a phone however it is held, everything but the stage lives in sheets. */
export const narrowQuery = '(max-width: 720px), (max-height: 480px)'
