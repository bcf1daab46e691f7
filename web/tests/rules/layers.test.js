// Holds the arrows between the layers: who may import whom.
import { readdirSync, readFileSync } from "node:fs"
import { dirname, join, posix, relative } from "node:path"
import { expect, test } from "vitest"

const SOURCE = "src"
const MANIFEST = ["actions", "lib", "store", "styles", "texts.js", "transport", "views"]
const MAY_IMPORT = {
  lib: ["lib"],
  transport: ["transport", "lib"],
  store: ["store", "lib"],
  actions: ["actions", "transport", "store", "lib"],
  views: ["views", "store", "lib", "texts.js"],
  styles: [],
  texts: ["texts"],
  "texts.js": ["texts"],
  "theme-early.js": [],
  "docs.js": ["styles"],
  "main.js": [...MANIFEST, "dialogs.js"],
  "dialogs.js": ["views"],
  "sign-in.js": MANIFEST,
  "account.js": MANIFEST,
  "people.js": MANIFEST,
}
const LIBRARIES = {
  "@simplewebauthn/browser": "lib/passkeys.js",
  fuzzysort: "lib/fuzzy.js",
  jquery: "lib/jquery.js",
  "linkify-it": "lib/links.js",
  lucide: "lib/icons.js",
  "swagger-ui-dist": "docs.js",
  uqr: "lib/qr.js",
}

const files = readdirSync(SOURCE, { recursive: true })
  .map((name) => name.replaceAll("\\", "/"))
  .filter((name) => name.endsWith(".js"))
const imports = new Map(files.map((file) => [file, importsOf(file)]))

function importsOf(file) {
  const code = readFileSync(join(SOURCE, file), "utf8")
  const found = code.matchAll(/(?:\bfrom\s*|\bimport\s*\(?\s*)["']([^"']+)["']/g)
  return [...found].map(([, target]) => target)
}

const local = (file) =>
  imports
    .get(file)
    .filter((target) => target.startsWith("."))
    .map((target) => posix.join(dirname(file), target))
const layerOf = (file) => file.split("/")[0]
const libraryOf = (target) =>
  target
    .split("/")
    .slice(0, target.startsWith("@") ? 2 : 1)
    .join("/")

test("the rules see the imports they judge", () => {
  expect(imports.get("main.js")).toContain("./store/store.js")
  expect(imports.get("views/message-words.js")).toContain("../lib/links.js")
  expect(imports.get("lib/jquery.js")).toEqual(["jquery/slim"])
})

test.each(files)("%s imports only what its layer may know", (file) => {
  const allowed = MAY_IMPORT[layerOf(file)]
  expect(allowed, `no rule for ${layerOf(file)}`).toBeDefined()
  const forbidden = local(file).filter((target) => !allowed.includes(layerOf(target)))
  expect(forbidden).toEqual([])
})

test.each(files)("%s names its imports with the full file name", (file) => {
  const vague = imports.get(file).filter((t) => t.startsWith(".") && !/\.(js|css)$/.test(t))
  expect(vague).toEqual([])
})

test("a library is named in one place", () => {
  const named = [...imports].flatMap(([file, targets]) =>
    targets.filter((target) => !target.startsWith(".")).map((target) => [libraryOf(target), file]),
  )
  expect(named.filter(([library, file]) => LIBRARIES[library] !== file)).toEqual([])
})

test("every library is used, and every dependency has its place", () => {
  const { dependencies } = JSON.parse(readFileSync("package.json", "utf8"))
  expect(Object.keys(dependencies).sort()).toEqual(Object.keys(LIBRARIES).sort())
})

test("no imports form a circle", () => {
  const done = new Set()
  const visit = (file, path) => {
    if (path.includes(file)) throw new Error(`circle: ${[...path, file].join(" -> ")}`)
    if (done.has(file) || !imports.has(file)) return
    for (const target of local(file)) visit(target, [...path, file])
    done.add(file)
  }
  expect(() => files.forEach((file) => visit(file, []))).not.toThrow()
})

test("no one writes HTML out of strings", () => {
  const risky =
    /\.html\(|innerHTML|outerHTML|insertAdjacentHTML|document\.write|\$\(`|\$\("<[^>]*[^"]*\$\{/
  const found = files.filter((file) => risky.test(readFileSync(join(SOURCE, file), "utf8")))
  expect(found).toEqual([])
})

test("a file is at most 250 lines long", () => {
  const all = [SOURCE, "tests", "build"].flatMap((folder) =>
    readdirSync(folder, { recursive: true }).map((name) => join(folder, name)),
  )
  const long = all
    .filter((file) => /\.(js|css)$/.test(file))
    .filter((file) => readFileSync(file, "utf8").split("\n").length > 251)
  expect(long.map((file) => relative(".", file))).toEqual([])
})
