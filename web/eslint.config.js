import js from "@eslint/js"
import globals from "globals"

// What a layer may not do it cannot even name: an unknown global is an error. Which layer may
// import which is held by tests/rules/layers.test.js.
const language = { AbortController: "readonly", console: "readonly", crypto: "readonly" }
const timers = { clearTimeout: "readonly", setTimeout: "readonly" }
const http = { fetch: "readonly", performance: "readonly", URLSearchParams: "readonly" }

export default [
  { ignores: ["dist/"] },
  js.configs.recommended,
  {
    files: ["**/*.js"],
    rules: {
      eqeqeq: "error",
      "max-lines": ["error", { max: 250 }],
      "max-lines-per-function": ["error", { max: 80, skipBlankLines: true, skipComments: true }],
      "no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "no-var": "error",
      "prefer-const": "error",
    },
  },
  { files: ["src/store/**"], languageOptions: { globals: {} } },
  {
    files: ["src/transport/**"],
    languageOptions: { globals: { ...language, ...timers, ...http } },
  },
  { files: ["src/actions/**"], languageOptions: { globals: { ...language, ...timers } } },
  {
    files: ["src/*.js", "src/lib/**", "src/views/**"],
    languageOptions: { globals: globals.browser },
  },
  {
    files: ["src/theme-early.js"],
    languageOptions: { sourceType: "script" },
    rules: { "no-var": "off" },
  },
  { files: ["*.config.js", "build/**"], languageOptions: { globals: globals.node } },
  {
    files: ["tests/**"],
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    rules: { "max-lines-per-function": "off" },
  },
]
