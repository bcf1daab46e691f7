const BOTTOM_PX = 32 // so close to the end counts as being there
const PASSING = ".day" // leaves its place as soon as an older message of the same day comes

/**
 * Keeps the reader's place while the list changes: at the bottom for those who follow, otherwise
 * at the row they look at. The browser's own anchoring is switched off in the stylesheet, since
 * two at work would correct each other.
 */
export class ScrollKeeper {
  #scroller
  #list
  #observer
  #anchor = null
  #size = ""
  #width = 0
  #top = 0 // where the view was left, or seen, last

  constructor({ scroller, list }) {
    this.#scroller = scroller
    this.#list = list
    this.isFollowing = true
  }

  /** Hold the place through changes of size as well: a keyboard, a rotation, a taller composer. */
  start() {
    this.#observer ??= new ResizeObserver(() => this.#restore())
    this.#observer.observe(this.#scroller)
    this.#observer.observe(this.#list)
  }

  stop() {
    this.#observer?.disconnect()
  }

  get isAtBottom() {
    const { scrollHeight, scrollTop, clientHeight } = this.#scroller
    return scrollHeight - scrollTop - clientHeight <= BOTTOM_PX
  }

  /** Screens between the reader and the end. */
  get screensBelow() {
    const { scrollHeight, scrollTop, clientHeight } = this.#scroller
    return clientHeight ? (scrollHeight - scrollTop - clientHeight) / clientHeight : 0
  }

  /** Change the list without moving what is being read. */
  during(change) {
    this.remember()
    change()
    this.#restore()
  }

  /**
   * Take note of a movement, if it is the reader's: a late word of an earlier one is not, where
   * something has grown since and whoever follows, still where they were left, is about to be
   * taken to the bottom.
   */
  isReadersMove() {
    const { scrollTop } = this.#scroller
    const hasGrown = this.#size !== sizeOf(this.#scroller)
    if (this.isFollowing && hasGrown && scrollTop >= this.#top) return false
    this.#top = scrollTop
    this.remember()
    return true
  }

  /** Note which row the reader looks at; on a new width, first go back to the one from before. */
  remember() {
    if (!this.isFollowing && this.#width !== this.#scroller.clientWidth) this.#restore()
    const top = this.#scroller.getBoundingClientRect().top
    let row = this.#firstBelow(top)
    while (row?.matches(PASSING)) row = row.nextElementSibling
    this.#anchor = row && { row, offset: row.getBoundingClientRect().top - top }
  }

  /** The message the reader looks at, and how far from the top it stands; null where there is none. */
  get place() {
    const messageId = this.#anchor?.row.dataset.messageId
    return messageId ? { messageId, offset: this.#anchor.offset } : null
  }

  /** Move the view so that a row stands so far from its top. */
  bring(row, offset) {
    const top = this.#scroller.getBoundingClientRect().top
    this.#scroller.scrollTop += row.getBoundingClientRect().top - top - offset
    this.remember()
  }

  toBottom() {
    this.#scroller.scrollTop = this.#scroller.scrollHeight
    this.#top = this.#scroller.scrollTop
  }

  #restore() {
    this.#size = sizeOf(this.#scroller)
    this.#width = this.#scroller.clientWidth
    if (this.isFollowing) return this.toBottom()
    if (!this.#anchor?.row.isConnected) return
    const top = this.#scroller.getBoundingClientRect().top
    const moved = this.#anchor.row.getBoundingClientRect().top - top - this.#anchor.offset
    if (Math.abs(moved) >= 1) this.#scroller.scrollTop += moved
  }

  // Rows lie in order, so the first one in view is found by halving.
  #firstBelow(top) {
    const rows = this.#list.children
    let [low, high] = [0, rows.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (rows[middle].getBoundingClientRect().bottom > top) high = middle
      else low = middle + 1
    }
    return rows[low] ?? null
  }
}

function sizeOf({ clientHeight, scrollHeight }) {
  return `${clientHeight} of ${scrollHeight}`
}
