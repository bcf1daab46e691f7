import { createMembersState } from "./members.js"
import { createNotifyingState } from "./notifying.js"
import { createPublicRoomsState } from "./public-rooms.js"
import { createSignalsState } from "./signals.js"

/** What lies beyond an end of the loaded stretch of history. */
export const EDGE = { end: "end", more: "more", loading: "loading", failed: "failed" }

/** How far a message of one's own has come before the server has it. */
export const DELIVERY = { sending: "sending", delayed: "delayed", failed: "failed" }

/** Whether the server answers. */
export const LINK = { up: "up", down: "down", trying: "trying" }

/** What has become of the place the reader asked for. */
export const PLACE = {
  opening: "opening", // on its way, as long as it takes
  room: "room", // a room of theirs
  joinable: "joinable", // a public room they are not in
  missing: "missing", // nothing they may see
  left: "left", // a room that was theirs until a moment ago
  nowhere: "nowhere", // they are in no room at all
}

/** What a notification level of a room lets through. */
export const LEVEL = { all: "all", mentions: "mentions", nothing: "nothing", hidden: "hidden" }

export const ORDER = { name: "name", activity: "activity" }

/** A place that the reader asks for. */
export function newPlace(roomId, messageId = null) {
  return {
    stage: PLACE.opening,
    roomId, // null: whichever room there is
    messageId,
    found: null, // what anybody is told of a room that they may join
    lacksMessage: false, // the message that a link led to is not there (any more)
  }
}

/** The history of a room of which nothing is loaded. */
export function newHistory(roomId) {
  return {
    roomId,
    isOpen: false,
    messages: [], // one unbroken stretch of the room, by id
    older: EDGE.more,
    newer: EDGE.end,
    newestId: 0, // of the room, whether it is in the stretch or not
    lineId: null, // what comes after this message is new since the reader was away,
    lineCount: 0, // and so much of it there was
    goal: null, // where the view should go: { messageId } or { lineId }, once for each object
  }
}

/** The state of a page that has not asked anything yet. */
export function createInitialState(given = {}) {
  const { outbox = [], isVisible = true, roomId = null, messageId = null, sidebar = {} } = given
  return {
    me: null,
    hasNewIdentity: false, // the session ended and another guest took its place
    rooms: {}, // id -> Room as the API gives it: those I am in
    areRoomsKnown: false, // false again when they have to be asked for once more
    reads: null, // the server's count of my read marks, as far as it is known
    marks: {}, // room id -> message id: read marks the server does not know yet
    place: newPlace(roomId, messageId),
    people: {}, // id -> { name, revision }: the newest name of everybody seen
    history: newHistory(roomId), // of the place
    shelf: [], // histories of rooms that were read lately, the latest first
    outbox, // own messages the server has not acknowledged, oldest first
    connection: { link: LINK.up, failures: 0, problem: null, waitMs: 0, retryAt: null },
    reader: { isFollowing: true, isVisible, isFocused: true, missed: 0, keepsUnread: false },
    notices: {}, // room id -> the newest message there that this tab notifies of
    ...createMembersState(),
    ...createNotifyingState(),
    ...createPublicRoomsState(),
    ...createSignalsState(),
    sidebar: { order: ORDER.name, folded: ["archived"], filter: "", ...sidebar },
  }
}
