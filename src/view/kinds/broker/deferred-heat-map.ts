import { arriving } from '../../parts/arriving.ts'
import type { heatMap } from './heat-map-layout.ts'

/** No first picture is a heat map; how one is laid out comes after it, and until then its brokers have no place. */
export const deferredHeatMap = arriving<typeof heatMap>()
