import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const api = process.env.API ?? 'http://127.0.0.1:4000'

export default defineConfig({
  plugins: [react()],
  build: {
    target: 'chrome86',
    cssTarget: 'chrome86',
    manifest: true,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1200,
  },
  server: {
    proxy: {
      '/graphql': { target: api, ws: true },
      '/api': { target: api },
    },
  },
})
