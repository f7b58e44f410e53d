import type { ReactNode } from 'react'

/** Drawn here rather than taken from a font: they must look alike on every machine. */
const shapes = {
  play: <path d="M5 3.5v9l8-4.5z" />,
  pause: <path d="M4 3h3v10H4zM9 3h3v10H9z" />,
  stepForward: <path d="M3 3.5v9L10 8zM11 3h2v10h-2z" />,
  stepBack: <path d="M13 3.5v9L6 8zM3 3h2v10H3z" />,
  eventForward: <path d="M6 3.5v9L12 8z" />,
  eventBack: <path d="M10 3.5v9L4 8z" />,
  toEnd: <path d="M2 3.5v9L7 8zM7 3.5v9L12 8zM12 3h2v10h-2z" />,
  undo: <path d="M6 2 1.5 6 6 10V7.5h3a2.5 2.5 0 0 1 0 5H5v2h4a4.5 4.5 0 0 0 0-9H6z" />,
  close: <path d="m4.3 3.2 3.7 3.7 3.7-3.7 1.1 1.1L9.1 8l3.7 3.7-1.1 1.1L8 9.1l-3.7 3.7-1.1-1.1L6.9 8 3.2 4.3z" />,
  plus: <path d="M7 3h2v4h4v2H9v4H7V9H3V7h4z" />,
  branch: (
    <path d="M4 1.5a2 2 0 0 1 1 3.7v5.6a2 2 0 1 1-2 0V5.2a2 2 0 0 1 1-3.7m8 0a2 2 0 0 1 1 3.7c0 2.6-2 3.6-5 4.1l-.5-1.9c2.3-.4 3.5-.9 3.5-2.2a2 2 0 0 1 1-3.7" />
  ),
  menu: <path d="M2 3.5h12v1.6H2zM2 7.2h12v1.6H2zM2 10.9h12v1.6H2z" />,
  list: <path d="M2 3h2v2H2zm4 0h8v2H6zM2 7h2v2H2zm4 0h8v2H6zM2 11h2v2H2zm4 0h8v2H6z" />,
  check: <path d="m6.5 12.6-4-4L4 7.1l2.5 2.5L12 4.1l1.5 1.5z" />,
  chevron: <path d="m3.5 5.5 4.5 4.5 4.5-4.5-1.2-1.1L8 7.7 4.7 4.4z" />,
  file: <path d="M3 1.5h6l4 4v9H3zm5.5 1.5v3h3z" />,
  terminal: <path d="M1.5 2.5h13v11h-13zm2 3 2.5 2.5-2.5 2.5 1 1L8 8 4.5 4.5zM8 10.5h4V12H8z" fillRule="evenodd" />,
  stage: <path d="M1.5 3h4v4h-4zm0 6h4v4h-4zm9-3h4v4h-4zM6.5 5h2v2.200h1.5v1.600H8.5V11h-2V9.5H7V6.5h-.5z" />,
  info: <path d="M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13M7 7v5h2V7zm0-3v2h2V4z" fillRule="evenodd" />,
} satisfies Record<string, ReactNode>

export type IconName = keyof typeof shapes

export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }) {
  const side = `${size / 16}rem`
  return (
    <svg className="icon" viewBox="0 0 16 16" width={side} height={side} fill="currentColor" aria-hidden="true">
      {shapes[name]}
    </svg>
  )
}
