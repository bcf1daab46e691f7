import { resolve } from "node:path"
import { defineConfig } from "vite"
import { compress } from "./build/compress.js"
import { themeEarly } from "./build/theme-early.js"

const API = process.env.PARLEY_API ?? "http://127.0.0.1:8080"

const LOGIC = ["tests/{lib,transport,store,actions,rules}/**/*.test.js"]
const VIEWS = ["tests/views/**/*.test.js"]

export default defineConfig({
  plugins: [themeEarly(), compress()],
  build: {
    // Images inlined as data: would need holes in the Content-Security-Policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 2_000, // the API's page carries a whole OpenAPI viewer
    rolldownOptions: {
      input: {
        index: resolve(import.meta.dirname, "index.html"),
        docs: resolve(import.meta.dirname, "docs.html"),
        "sign-in": resolve(import.meta.dirname, "sign-in.html"),
        account: resolve(import.meta.dirname, "account.html"),
        people: resolve(import.meta.dirname, "people.html"),
      },
    },
  },
  server: { host: "127.0.0.1", proxy: { "/api": { target: API, changeOrigin: false } } },
  test: {
    restoreMocks: true,
    testTimeout: 20_000, // a slow, busy machine is no reason to fail
    projects: [
      // Whatever runs here has no DOM, as DESIGN asks of transport and store.
      { extends: true, test: { name: "logic", environment: "node", include: LOGIC } },
      { extends: true, test: { name: "views", environment: "jsdom", include: VIEWS } },
    ],
  },
})
