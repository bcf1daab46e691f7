// Those that most people of the world speak or write in; a browser's own come before them.
const LANGUAGES = `af am ar az be bg bn bs ca cs cy da de el en en-AU en-CA en-GB en-IN en-US es
  es-419 es-MX et eu fa fi fil fr fr-CA fr-CH ga gl gu he hi hr hu hy id is it ja ka kk km kn ko
  ky lo lt lv mk ml mn mr ms my nb ne nl nl-BE nn pa pl ps pt pt-BR pt-PT ro ru si sk sl sq sr sv
  sw ta te th tr uk ur uz vi yo zh-Hans zh-Hant zu`.split(/\s+/)

/** The names of all time zones that the browser knows, the present one first. */
export function timeZones(intl = Intl) {
  const own = intl.DateTimeFormat().resolvedOptions().timeZone
  const all = intl.supportedValuesOf?.("timeZone") ?? []
  return { own: own ? [own] : [], all: all.includes("UTC") ? all : [...all, "UTC"] }
}

/** Tags of languages: those that the browser is set to, then the rest. */
export function languages(preferred = globalThis.navigator?.languages ?? []) {
  return { own: [...new Set(preferred)], all: LANGUAGES }
}

/** What a language is called by those who speak it, and its tag. */
export function languageName(tag, intl = Intl) {
  try {
    const name = new intl.DisplayNames([tag], { type: "language" }).of(tag)
    return name && name !== tag ? `${name} (${tag})` : tag
  } catch {
    return tag // a browser that knows no names, or not this tag
  }
}

/** The name of a time zone as a person would write it. */
export function timeZoneName(name) {
  return name.replaceAll("_", " ")
}
