import { useEffect, useState } from 'react'
import { hasPictureMoved, whenPictureMoves } from '../../store/picture-moves.ts'

/** True once the picture moves: what the first look does not need is fetched only then. */
export function useLater(): boolean {
  const [later, setLater] = useState(hasPictureMoved)
  useEffect(() => (later ? undefined : whenPictureMoves(() => setLater(true))), [later])
  return later
}
