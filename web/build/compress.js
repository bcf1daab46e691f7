import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs"
import { extname, join } from "node:path"
import { brotliCompressSync, constants, gzipSync } from "node:zlib"

const TEXT = new Set([".html", ".js", ".css", ".svg", ".txt", ".json", ".webmanifest"])
const SMALLEST_BYTES = 512 // below that the headers weigh more than what is saved

/** Lays a .gz and a .br beside each text file that was built, as small as they can be made. */
export function compress() {
  let folder
  return {
    name: "parley-compress",
    apply: "build",
    configResolved(config) {
      folder = join(config.root, config.build.outDir)
    },
    closeBundle() {
      for (const file of textFiles(folder)) squeeze(file)
    },
  }
}

function textFiles(folder) {
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, name))
    .filter((file) => TEXT.has(extname(file)) && statSync(file).size >= SMALLEST_BYTES)
}

function squeeze(file) {
  const content = readFileSync(file)
  const params = {
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
  }
  writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }))
  writeFileSync(`${file}.br`, brotliCompressSync(content, { params }))
}
