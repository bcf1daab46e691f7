// The manifest of /sign-in: create, wire, start.
import "./styles/pages.css"
import { createEntrance } from "./actions/entrance.js"
import { createKeepsakes } from "./actions/keepsakes.js"
import { createLeave } from "./actions/leaving.js"
import { createSecondStep } from "./actions/second-step.js"
import { createSso } from "./actions/sso.js"
import { createVisit } from "./actions/visit.js"
import { entranceAddress, readArrival } from "./lib/arrival.js"
import { readReturn } from "./lib/elsewhere.js"
import { canOfferPasskey, offerPasskey, passkeyFault, showPasskey } from "./lib/passkeys.js"
import { safePath } from "./lib/paths.js"
import { createStorage } from "./lib/storage.js"
import { createEntranceState, DOOR, doorOf, entranceReducers, WAY } from "./store/entrance.js"
import { createStore } from "./store/store.js"
import { PHASE } from "./store/visit.js"
import { createAccountClient } from "./transport/account-client.js"
import { createFactorsClient } from "./transport/factors-client.js"
import { createSsoClient } from "./transport/sso-client.js"
import { createBareForm } from "./views/entrance/bare-form.js"
import { createDoor } from "./views/entrance/door.js"
import { createOnward } from "./views/entrance/onward.js"
import { createOtherWays } from "./views/entrance/other-ways.js"
import { createPasskeyForm } from "./views/entrance/passkey-form.js"
import { createRecoverForm } from "./views/entrance/recover-form.js"
import { createSecondStepForm } from "./views/entrance/second-step-form.js"
import { createSignInForm } from "./views/entrance/sign-in-form.js"
import { createSignUpForm } from "./views/entrance/sign-up-form.js"
import { createVisitView } from "./views/visit.js"
import { fillPage } from "./views/words.js"

const returned = readReturn(location)
const arrival = readArrival(location)
const keepsakes = createKeepsakes({
  tab: createStorage(() => sessionStorage),
  browser: createStorage(() => localStorage),
})
const begun = returned && keepsakes.takeElsewhere()
const next = begun ? safePath(begun.next, location.origin) : arrival.next
const invitation = keepsakes.invitation()
const store = createStore(
  entranceReducers,
  createEntranceState({
    way: wayOf(arrival),
    invitation,
    note: arrival.note,
  }),
)
const api = { ...createAccountClient(), ...createFactorsClient(), ...createSsoClient() }
const leave = createLeave((path) => location.assign(path))
const actions = createEntrance({ api, store, keepsakes, leave, next })
const passkeys = { show: showPasskey, canOffer: canOfferPasskey, offer: offerPasskey }
const steps = createSecondStep({ api, store, passkeys, admit: actions.admit })
const sso = createSso({ api, store, keepsakes, leave, admit: actions.admit, next })
const visit = createVisit({ api, store })
const fault = passkeyFault()

function wayOf({ wantsAccount, hasForgotten }) {
  if (hasForgotten) return WAY.recover
  return !returned && (wantsAccount || invitation) ? WAY.signUp : WAY.signIn
}

// A token is read once and stands in the address no longer than that.
function takeErrand() {
  const { errand } = readArrival(location)
  if (errand) actions.follow(errand)
  if (location.hash) history.replaceState(null, "", location.pathname + location.search)
}

function showWay(way) {
  if (![WAY.signIn, WAY.signUp, WAY.recover].includes(way)) return
  const shown = { wantsAccount: way === WAY.signUp, hasForgotten: way === WAY.recover }
  const { wantsAccount, hasForgotten } = readArrival(location)
  const isShown = wantsAccount === shown.wantsAccount && hasForgotten === shown.hasForgotten
  if (!isShown) history.replaceState(null, "", entranceAddress({ ...shown, next }))
}

// What a provider has sent along is used at once, and stays neither in the address nor in the tab.
async function comeIn() {
  if (returned) {
    history.replaceState(null, "", entranceAddress({ next }))
    await sso.finish(returned, begun)
  }
  return visit.open()
}

takeErrand()
fillPage()
const part = (name) => document.querySelector(`[data-${name}]`)
const send = (form) => (store.state.way === WAY.setUp ? actions.setUp(form) : actions.signUp(form))
const forms = {
  [DOOR.signIn]: createSignInForm({ element: part("sign-in-form"), store, actions }),
  [DOOR.signUp]: createSignUpForm({ element: part("sign-up-form"), store, send }),
  [DOOR.recover]: createRecoverForm({
    element: part("recover-form"),
    store,
    recover: actions.recover,
    typed: () => part("sign-in-form").elements.username.value,
  }),
  [DOOR.mail]: createBareForm({ element: part("mail-form"), send: actions.confirmMail }),
  [DOOR.link]: createBareForm({ element: part("link-form"), send: actions.useLink }),
  [DOOR.secondStep]: createSecondStepForm({
    element: part("second-step"),
    store,
    actions: steps,
    fault,
  }),
  [DOOR.invited]: createBareForm({ element: part("join-form"), send: actions.join }),
  [DOOR.inside]: createBareForm({ element: part("sign-out-form"), send: actions.signOut }),
}
const passkeyForm = createPasskeyForm({ element: part("passkey-form"), actions: steps })
const views = [
  ...Object.values(forms),
  passkeyForm,
  createDoor({ element: part("main"), store, actions }),
  createOnward({ element: part("onward-ways"), store }),
  createOtherWays({
    element: part("other-ways"),
    store,
    begin: sso.begin,
    hasPasskeys: fault === null,
  }),
  createVisitView({ element: part("main"), store, onTryAgain: visit.open }),
]

const hasKeyboard = matchMedia("(hover: hover) and (pointer: fine)").matches
function focusDoor(door) {
  if (door === DOOR.mailSent || door === DOOR.mailConfirmed) return part("title").focus()
  // Who has just typed a password has a keyboard, on the screen at least.
  if (door && (hasKeyboard || door === DOOR.secondStep))
    forms[door === DOOR.setUp ? DOOR.signUp : door]?.focus()
}

addEventListener("hashchange", takeErrand)
// From the browser's memory it comes back as it was left: busy, and not knowing who is here now.
addEventListener("pageshow", ({ persisted }) => persisted && location.reload())
for (const view of views) view.start()
store.watch((state) => state.way, showWay)
store.watch((state) => state.phase === PHASE.open && doorOf(state), focusDoor)
if (fault) part("passkey-form").remove()
else {
  store.watch(
    (state) => state.phase === PHASE.open && doorOf(state) === DOOR.signIn,
    (isThere) => isThere && passkeyForm.offer(),
  )
}
comeIn()
