/** The API's own build, with a fault planted when PLANT names one. */
import { mergeConfig } from 'vite'
import api from '../../apps/api/vite.config.ts'
import { plant } from './plant.ts'

export default mergeConfig(api, { plugins: [plant()] })
