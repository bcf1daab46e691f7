// The manifest of /people: create, wire, start.
import "./styles/pages.css"
import { createAdministration } from "./actions/administration.js"
import { createKeepsakes } from "./actions/keepsakes.js"
import { createLeave, createSignedIn } from "./actions/leaving.js"
import { createVisit } from "./actions/visit.js"
import { entranceAddress } from "./lib/arrival.js"
import { createDateFormats } from "./lib/dates.js"
import { createStorage } from "./lib/storage.js"
import {
  administrationReducers,
  createAdministrationState,
  SECTION,
} from "./store/administration.js"
import { createStore } from "./store/store.js"
import { PHASE } from "./store/visit.js"
import { language, texts } from "./texts.js"
import { createPeopleClient } from "./transport/people-client.js"
import { createConfirm } from "./views/forms/confirm.js"
import { createAudit } from "./views/people/audit.js"
import { createBanDialog } from "./views/people/ban-dialog.js"
import { createBans } from "./views/people/bans.js"
import { createInvitations } from "./views/people/invitations.js"
import { createJoining } from "./views/people/joining.js"
import { createLinkDialog } from "./views/people/link-dialog.js"
import { createPeopleList } from "./views/people/people-list.js"
import { createReports } from "./views/people/reports.js"
import { createSections } from "./views/people/sections.js"
import { createVisitView } from "./views/visit.js"
import { fillPage } from "./views/words.js"

const HERE = "/people"
const searchAsked = new URLSearchParams(location.search).get("search") ?? ""
const sectionAsked = () => location.hash.slice(1) || SECTION.people

const store = createStore(
  administrationReducers,
  createAdministrationState({ section: sectionAsked(), search: searchAsked }),
)
const keepsakes = createKeepsakes({
  tab: createStorage(() => sessionStorage),
  browser: createStorage(() => localStorage),
})
const api = createPeopleClient()
const leave = createLeave((path) => location.assign(path))
const signedIn = createSignedIn({ leave, next: HERE })
const actions = createAdministration({ api, store, signedIn })
const visit = createVisit({ api, store })
const formats = createDateFormats(language)

fillPage()
document.title = texts.peopleTitle
const part = (name) => document.querySelector(`[data-${name}]`)
const section = (name) => document.querySelector(`[data-part=${name}]`)
const confirm = createConfirm({ element: part("confirm") })
const linkDialog = createLinkDialog({ element: part("link-dialog"), origin: location.origin })
const banDialog = createBanDialog({ element: part("ban-dialog") })
const common = { store, actions, confirm, linkDialog, banDialog, formats }
const load = {
  [SECTION.people]: () => actions.people.load(),
  [SECTION.reports]: () => {
    actions.learnMyRooms()
    return actions.reports.load()
  },
  [SECTION.invitations]: () => actions.invitations.load(),
  [SECTION.bans]: () => actions.bans.load(),
  [SECTION.audit]: () => actions.audit.load(),
}
const views = [
  confirm,
  linkDialog,
  banDialog,
  createPeopleList({ element: section(SECTION.people), ...common }),
  createReports({ element: section(SECTION.reports), ...common }),
  createInvitations({ element: section(SECTION.invitations), ...common }),
  createBans({ element: section(SECTION.bans), ...common }),
  createJoining({ element: section(SECTION.joining), ...common }),
  createAudit({ element: section(SECTION.audit), ...common }),
  // Before the parts: nothing scrolls into view in a page that is not shown yet.
  createVisitView({
    element: part("main"),
    store,
    onTryAgain: visit.open,
    isShown: ({ me }) => me !== null,
  }),
  createSections({ element: part("main"), store, onShow: (shown) => load[shown]?.() }),
]

addEventListener("hashchange", () => actions.turn(sectionAsked()))
addEventListener("pageshow", ({ persisted }) => persisted && location.reload())
keepsakes.watchMember(() => location.reload()) // what is here is another's from now on
for (const view of views) view.start()
store.watch(
  ({ phase, me }) => phase === PHASE.open && me === null,
  (isNobody) => isNobody && leave(entranceAddress({ next: HERE })),
)
visit.open()
