// The manifest: create, wire, start. The only file that knows every part.
import "./styles/index.css"
import { createFeed } from "./actions/feed.js"
import { createHistory } from "./actions/history.js"
import { createKeepsakes } from "./actions/keepsakes.js"
import { createLeave } from "./actions/leaving.js"
import { createOutbox } from "./actions/outbox.js"
import { createReading } from "./actions/reading.js"
import { createSession } from "./actions/session.js"
import { createDateFormats } from "./lib/dates.js"
import { withLock } from "./lib/locks.js"
import { createStorage } from "./lib/storage.js"
import { reducers } from "./store/reducers.js"
import { createInitialState } from "./store/state.js"
import { createStore } from "./store/store.js"
import { language } from "./texts.js"
import { createClient } from "./transport/client.js"
import { Poller } from "./transport/poller.js"
import { createBanners } from "./views/banners.js"
import { createComposer } from "./views/composer.js"
import { createConversation } from "./views/conversation.js"
import { createDrawer } from "./views/drawer.js"
import { createConfirm } from "./views/forms/confirm.js"
import { createOwnLinks } from "./views/own-links.js"
import { createPresence } from "./views/presence.js"
import { createProfile } from "./views/profile.js"
import { createRoomNames } from "./views/room-names.js"
import { createStage } from "./views/stage.js"
import { createThemeSwitch } from "./views/theme-switch.js"
import { createTitle } from "./views/title.js"
import { createViewport } from "./views/viewport.js"
import { fillPage } from "./views/words.js"

const POLL_MS = 500
const HIDDEN_POLL_MS = 5_000

const keepsakes = createKeepsakes({
  tab: createStorage(() => sessionStorage),
  browser: createStorage(() => localStorage),
})
const store = createStore(reducers, createInitialState({ outbox: keepsakes.outbox() }))
const api = createClient()
// Not kept in the history: the way back would lead to a page that waits for good.
const leave = createLeave((path) => location.replace(path))
const session = createSession({ api, store, keepsakes, withLock, leave })
const feed = createFeed({ api, store, session })
const actions = {
  keepsakes,
  session,
  history: createHistory({ api, store, session }),
  outbox: createOutbox({ api, store, session }),
  reading: createReading({ store }),
}
const poller = new Poller({
  intervalMs: POLL_MS,
  step: feed.step,
  waitAfter: feed.waitAfter,
  onSuccess: feed.succeeded,
  onFailure: feed.failed,
})
const tryNow = () => poller.wake()

fillPage()
const part = (name) => document.querySelector(`[data-${name}]`)
const conversation = createConversation({
  element: part("conversation"),
  store,
  actions,
  formats: createDateFormats(language),
})
const composer = createComposer({
  element: part("composer"),
  store,
  actions,
  onSent: conversation.toNewest,
})
const presence = createPresence({ onLook, onNetwork: tryNow })
const confirm = createConfirm({ element: part("confirm") })
const views = [
  confirm,
  createThemeSwitch({
    element: part("theme-switch"),
    keepsakes,
    system: matchMedia("(prefers-color-scheme: dark)"),
  }),
  createViewport({}),
  createTitle({ store }),
  createRoomNames({ element: part("app"), store }),
  createDrawer({ element: part("app") }),
  createProfile({ element: part("profile"), store, session }),
  createOwnLinks({ element: part("own-links"), store, session, confirm }),
  createBanners({
    element: part("main"),
    store,
    onTryNow: tryNow,
    onNotice: session.notice,
    isOnline: () => navigator.onLine,
  }),
  createStage({ element: part("stage"), store, onTryNow: tryNow }),
  conversation,
  composer,
  presence,
]

function onLook(isVisible) {
  actions.reading.looked(isVisible)
  poller.setInterval(isVisible ? POLL_MS : HIDDEN_POLL_MS)
  if (!isVisible) return
  session.refresh()
  poller.wake()
}

for (const view of views) view.start()
if (matchMedia("(hover: hover) and (pointer: fine)").matches) composer.focus()
keepsakes.watchMember(session.refresh)
store.watch((state) => state.outbox, keepsakes.keepOutbox)
store.watch((state) => state.room, actions.outbox.resume)
poller.start()
