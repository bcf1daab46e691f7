import { readFileSync } from "node:fs"
import { resolve } from "node:path"

const SOURCE = "src/theme-early.js"
const NAME = "theme-early.js"

/**
 * Puts the classic script that sets the theme at the head of the page, hashed like the rest. Vite
 * bundles modules only, and a module would run after the first paint.
 */
export function themeEarly() {
  let root
  let isBuild
  return {
    name: "parley-theme-early",
    configResolved(config) {
      root = config.root
      isBuild = config.command === "build"
    },
    buildStart() {
      if (!isBuild) return
      const source = readFileSync(resolve(root, SOURCE), "utf8")
      this.emitFile({ type: "asset", name: NAME, source })
    },
    transformIndexHtml: {
      order: "post",
      handler: (_, { bundle }) => [
        { tag: "script", attrs: { src: address(bundle) }, injectTo: "head-prepend" },
      ],
    },
  }
}

function address(bundle) {
  if (!bundle) return `/${SOURCE}`
  const file = Object.values(bundle).find(({ names }) => names?.includes(NAME))
  return `/${file.fileName}`
}
