/**
 * A place for small JSON values that survive a reload. Where the browser refuses to store
 * (private mode, a full disk) it forgets silently: the chat works on, without a memory.
 *
 * @param {() => Storage} area asked on each use, because even naming the storage may throw
 */
export function createStorage(area, view = globalThis) {
  return {
    /** Call back when another tab has changed what is kept under this key. */
    watch(key, listener) {
      view.addEventListener("storage", (event) => {
        if (event.key === `parley.${key}`) listener()
      })
    },
    read(key, fallback = null) {
      try {
        return JSON.parse(area().getItem(`parley.${key}`)) ?? fallback
      } catch {
        return fallback
      }
    },
    write(key, value) {
      try {
        area().setItem(`parley.${key}`, JSON.stringify(value))
      } catch {
        // Nothing to do: see above.
      }
    },
    remove(key) {
      try {
        area().removeItem(`parley.${key}`)
      } catch {
        // Nothing to do: see above.
      }
    },
  }
}
