/** What the button of the speed opens: it comes after the first frames. */
import type { ComponentType } from 'react'
import { arriving } from '../parts/arriving.ts'

export const speedPanel = arriving<ComponentType>()
