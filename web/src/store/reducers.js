import { connectionReducers } from "./connection.js"
import { feedReducers } from "./feed.js"
import { historyReducers } from "./history.js"
import { membersReducers } from "./members.js"
import { noticesReducers } from "./notices.js"
import { notifyingReducers } from "./notifying.js"
import { outboxReducers } from "./outbox.js"
import { placeReducers } from "./places.js"
import { publicRoomsReducers } from "./public-rooms.js"
import { readerReducers } from "./reader.js"
import { roomReducers } from "./rooms.js"
import { sessionReducers } from "./session.js"
import { sidebarReducers } from "./sidebar.js"
import { signalsReducers } from "./signals.js"

/** Every kind of news, and the one function that knows what it changes. */
export const reducers = {
  ...connectionReducers,
  ...feedReducers,
  ...historyReducers,
  ...membersReducers,
  ...noticesReducers,
  ...notifyingReducers,
  ...outboxReducers,
  ...placeReducers,
  ...publicRoomsReducers,
  ...readerReducers,
  ...roomReducers,
  ...sessionReducers,
  ...sidebarReducers,
  ...signalsReducers,
}
