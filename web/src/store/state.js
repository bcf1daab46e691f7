/** What lies beyond an end of the loaded stretch of history. */
export const EDGE = { end: "end", more: "more", loading: "loading", failed: "failed" }

/** How far a message of one's own has come before the server has it. */
export const DELIVERY = { sending: "sending", delayed: "delayed", failed: "failed" }

/** Whether the server answers. */
export const LINK = { up: "up", down: "down", trying: "trying" }

/** The state of a page that has not asked anything yet. */
export function createInitialState({ outbox = [], isVisible = true } = {}) {
  return {
    me: null,
    hasNewIdentity: false, // the session ended and another guest took its place
    room: null,
    people: {}, // id -> { name, revision }: the newest name of everybody seen
    history: {
      isOpen: false,
      messages: [], // one unbroken stretch of the room, by id
      older: EDGE.more,
      newer: EDGE.end,
      newestId: 0, // of the room, whether it is in the stretch or not
    },
    outbox, // own messages the server has not acknowledged, oldest first
    connection: { link: LINK.up, failures: 0, problem: null, waitMs: 0, retryAt: null },
    reader: { isFollowing: true, isVisible, missed: 0, unread: 0 },
  }
}
