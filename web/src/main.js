// The manifest: create, wire, start. The only file that knows every part.
import "./styles/index.css"
import { createDialogs } from "./actions/dialogs.js"
import { createDirectory } from "./actions/directory.js"
import { createFeed } from "./actions/feed.js"
import { createHistory } from "./actions/history.js"
import { createKeepsakes } from "./actions/keepsakes.js"
import { createLeave } from "./actions/leaving.js"
import { createMembers } from "./actions/members.js"
import { createMentions } from "./actions/mentions.js"
import { createMessages } from "./actions/messages.js"
import { createNotices } from "./actions/notices.js"
import { createNotifying } from "./actions/notifying.js"
import { createOpening } from "./actions/opening.js"
import { createOutbox } from "./actions/outbox.js"
import { createPlaces } from "./actions/places.js"
import { createQuietHours } from "./actions/quiet-hours.js"
import { createReading } from "./actions/reading.js"
import { createRoomDeeds } from "./actions/room-deeds.js"
import { createRooms } from "./actions/rooms.js"
import { createSession } from "./actions/session.js"
import { createSidebar } from "./actions/sidebar.js"
import { createSignals } from "./actions/signals.js"
import { createDialogViews } from "./dialogs.js"
import { createAddressBar } from "./lib/address-bar.js"
import { readAddress } from "./lib/addresses.js"
import { createAttention } from "./lib/attention.js"
import { createChime } from "./lib/chime.js"
import { createDateFormats } from "./lib/dates.js"
import { createDesktop } from "./lib/desktop.js"
import { withLock } from "./lib/locks.js"
import { createStorage } from "./lib/storage.js"
import { attendedRoom } from "./store/notices.js"
import { reducers } from "./store/reducers.js"
import { createInitialState, PLACE } from "./store/state.js"
import { createStore } from "./store/store.js"
import { language } from "./texts.js"
import { createClient } from "./transport/client.js"
import { Poller } from "./transport/poller.js"
import { createAuthors } from "./views/authors.js"
import { createBanners } from "./views/banners.js"
import { createClosedComposer } from "./views/closed-composer.js"
import { createCompletion } from "./views/completion.js"
import { createComposer } from "./views/composer.js"
import { createConversation } from "./views/conversation.js"
import { createDrawer } from "./views/drawer.js"
import { createConfirm } from "./views/forms/confirm.js"
import { createMenu } from "./views/menu.js"
import { createMessageDeeds } from "./views/message-deeds.js"
import { createMessageMenu } from "./views/message-menu.js"
import { createNotices as createNoticeViews } from "./views/notices.js"
import { createOpeners } from "./views/openers.js"
import { createOwnLinks } from "./views/own-links.js"
import { createPresence } from "./views/presence.js"
import { createProfile } from "./views/profile.js"
import { createReportDialog } from "./views/report-dialog.js"
import { createReadAll } from "./views/read-all.js"
import { createRoomFilter } from "./views/room-filter.js"
import { createRoomHead } from "./views/room-head.js"
import { createRoomKeys } from "./views/room-keys.js"
import { createRoomLinks } from "./views/room-links.js"
import { createRoomList } from "./views/room-list.js"
import { createRoomPeople } from "./views/room-people.js"
import { createStage } from "./views/stage.js"
import { createThemeSwitch } from "./views/theme-switch.js"
import { createTitle } from "./views/title.js"
import { createToast } from "./views/toast.js"
import { createTyping } from "./views/typing.js"
import { createUse } from "./views/use.js"
import { createViewport } from "./views/viewport.js"
import { fillPage } from "./views/words.js"

const POLL_MS = 500
const HIDDEN_POLL_MS = 5_000

const keepsakes = createKeepsakes({
  tab: createStorage(() => sessionStorage),
  browser: createStorage(() => localStorage),
})
const bar = createAddressBar()
const store = createStore(
  reducers,
  createInitialState({
    outbox: keepsakes.outbox(),
    sidebar: keepsakes.sidebar(),
    ...readAddress(bar.path),
  }),
)
const api = createClient()
// Not kept in the history: the way back would lead to a page that waits for good.
const leave = createLeave((path) => location.replace(path))
const session = createSession({ api, store, keepsakes, withLock, leave, here: () => bar.path })
const rooms = createRooms({ api, store, session })
const opening = createOpening({ api, store, session, rooms, keepsakes })
const feed = createFeed({ api, store, session, rooms, opening })
const tryNow = () => poller.wake()
const reading = createReading({ api, store, session, rooms })
const signals = createSignals({ api, store, session, reading, wake: () => pulse.wake() })
const desktop = createDesktop()
const chime = createChime()
const attention = createAttention()
const notifying = createNotifying({ store, keepsakes, desktop })
const quietHours = createQuietHours({ api, store, session })
const actions = {
  keepsakes,
  session,
  rooms,
  feed,
  places: createPlaces({ store, bar, keepsakes, wake: tryNow }),
  dialogs: createDialogs(),
  sidebar: createSidebar({ store, keepsakes }),
  history: createHistory({ api, store, session }),
  mentions: createMentions({ api, store, session, keepsakes }),
  messages: createMessages({ api, session, wake: tryNow }),
  outbox: createOutbox({ api, store, session }),
  reading,
  directory: createDirectory({ api, session }),
  roomDeeds: createRoomDeeds({ api, store, session, rooms }),
  members: createMembers({ api, store, session }),
  notifying,
  quietHours,
  notices: createNotices({ store, keepsakes, notifying, quietHours, attention, withLock }),
}
const poller = new Poller({
  intervalMs: POLL_MS,
  step: feed.step,
  waitAfter: feed.waitAfter,
  onSuccess: feed.succeeded,
  onFailure: feed.failed,
})
const pulse = new Poller({
  intervalMs: signals.interval(),
  step: signals.step,
  waitAfter: signals.waitAfter,
  onSuccess: () => pulse.setInterval(signals.interval()),
  onFailure: signals.failed,
})

fillPage()
const part = (name) => document.querySelector(`[data-${name}]`)
const formats = createDateFormats(language)
const conversation = createConversation({ element: part("conversation"), store, actions, formats })
const composer = createComposer({
  element: part("composer"),
  store,
  actions,
  onSent: () => {
    conversation.toNewest()
    signals.rested()
  },
})
const presence = createPresence({ onLook, onFocus: reading.focused, onNetwork: tryNow })
const confirm = createConfirm({ element: part("confirm") })
const toast = createToast({ element: part("toast") })
const menu = createMenu({ element: part("menu-layer") })
const report = createReportDialog({ element: part("report"), store, actions, toast })
const { origin } = location
const deedsOf = createMessageDeeds({ store, actions, confirm, report, toast, origin })
const views = [
  confirm,
  toast,
  menu,
  report,
  createThemeSwitch({
    element: part("theme-switch"),
    keepsakes,
    system: matchMedia("(prefers-color-scheme: dark)"),
  }),
  createViewport({}),
  createTitle({ store }),
  createRoomHead({ element: part("head"), store }),
  createRoomPeople({ element: part("room-people"), store, actions }),
  createAuthors({ element: part("messages"), store, dialogs: actions.dialogs }),
  createRoomList({ element: part("rooms"), store, actions }),
  createRoomFilter({ element: part("room-filter"), store, actions }),
  createReadAll({ element: part("sidebar"), store, reading: actions.reading }),
  createRoomKeys({ places: actions.places, reading: actions.reading, store }),
  createRoomLinks({ element: part("messages"), places: actions.places, origin: location.origin }),
  createDrawer({ element: part("app") }),
  ...createDialogViews({ part, store, actions, formats, confirm, chime }),
  createProfile({ element: part("profile"), store, session }),
  createOwnLinks({ element: part("own-links"), store, session, confirm }),
  createBanners({
    element: part("main"),
    store,
    onTryNow: tryNow,
    onNotice: session.notice,
    onLack: actions.places.noticeLack,
    isOnline: () => navigator.onLine,
  }),
  createStage({ element: part("stage"), store, actions, onTryNow: tryNow }),
  createOpeners({ element: document.body, store, dialogs: actions.dialogs }),
  conversation,
  createMessageMenu({ element: part("room-body"), store, menu, deedsOf }),
  createCompletion({ element: part("composer"), store, actions }), // has the first word about keys
  composer,
  createClosedComposer({
    element: part("composer"),
    store,
    formats,
    onOver: () => rooms.refresh(),
  }),
  createTyping({ element: part("composer"), store, signals }),
  createUse({ onUse: signals.used }),
  createNoticeViews({ store, actions, desktop, chime }),
  presence,
]

function onLook(isVisible) {
  actions.reading.looked(isVisible)
  signals.turned()
  poller.setInterval(isVisible ? POLL_MS : HIDDEN_POLL_MS)
  if (!isVisible) return
  session.refresh()
  poller.wake()
}

for (const view of views) view.start()
actions.places.start()
notifying.start()
if (matchMedia("(hover: hover) and (pointer: fine)").matches) {
  store.watch((state) => state.place.roomId, composer.focus)
}
keepsakes.watchMember(session.refresh)
store.watch((state) => state.outbox, keepsakes.keepOutbox)
store.watch((state) => state.marks, actions.reading.sendMarks)
store.watch((state) => state.areRoomsKnown, actions.outbox.resume)
store.watch((state) => state.place.stage === PLACE.room && state.place.roomId, signals.turned)
feed.listen(signals.heardMessages)
feed.listen(actions.notices.hear)
store.watch((state) => state.rooms, actions.notices.roomsChanged)
store.watch(attendedRoom, attention.pay)
poller.start()
pulse.start()
