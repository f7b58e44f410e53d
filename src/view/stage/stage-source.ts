/** Whose image a stage shows: that of the branch on show, unless somebody above says otherwise. */
import { createContext } from 'react'
import { type ImageState, useImageStore } from '../../store/image-store.ts'

interface ImageSource {
  getState(): ImageState
  subscribe(listener: () => void): () => void
}

export const StageSource = createContext<ImageSource>(useImageStore)
