// The manifest of /account: create, wire, start.
import "./styles/pages.css"
import { createAccount } from "./actions/account.js"
import { createDetails } from "./actions/details.js"
import { createFactors } from "./actions/factors.js"
import { createKeepsakes } from "./actions/keepsakes.js"
import { createLeave, createSignedIn } from "./actions/leaving.js"
import { createLooks } from "./actions/looks.js"
import { createTokens } from "./actions/tokens.js"
import { createVisit } from "./actions/visit.js"
import { entranceAddress, mailAddress } from "./lib/arrival.js"
import { createDateFormats } from "./lib/dates.js"
import { deviceKind } from "./lib/device.js"
import { readErrand } from "./lib/errands.js"
import { makePasskey, passkeyFault } from "./lib/passkeys.js"
import { createStorage } from "./lib/storage.js"
import { accountReducers, createAccountState } from "./store/account.js"
import { createStore } from "./store/store.js"
import { PHASE } from "./store/visit.js"
import { language, texts } from "./texts.js"
import { createAccountClient } from "./transport/account-client.js"
import { createFactorsClient } from "./transport/factors-client.js"
import { createLooksClient } from "./transport/looks-client.js"
import { createAccountForms } from "./views/account/account-forms.js"
import { createCodesDialog } from "./views/account/codes-dialog.js"
import { createContents } from "./views/account/contents.js"
import { createFactorDeeds } from "./views/account/factor-deeds.js"
import { createFactorWish } from "./views/account/factor-wish.js"
import { createFactorsCard } from "./views/account/factors.js"
import { createMailCard } from "./views/account/mail-card.js"
import { createMailDeeds } from "./views/account/mail-deeds.js"
import { createLocale } from "./views/account/locale.js"
import { createPicture } from "./views/account/picture.js"
import { createProofDialog } from "./views/account/proof-dialog.js"
import { createSelf } from "./views/account/self.js"
import { createSessions } from "./views/account/sessions.js"
import { createTokensView } from "./views/account/tokens.js"
import { createTotpDialog } from "./views/account/totp-dialog.js"
import { createWaysCard } from "./views/account/ways-card.js"
import { createConfirm } from "./views/forms/confirm.js"
import { createVisitView } from "./views/visit.js"
import { fillPage } from "./views/words.js"

const HERE = "/account"

const keepsakes = createKeepsakes({
  tab: createStorage(() => sessionStorage),
  browser: createStorage(() => localStorage),
})
const isFreshByLink = keepsakes.isFreshByLink()
const store = createStore(accountReducers, createAccountState({ isFreshByLink }))
const api = { ...createAccountClient(), ...createFactorsClient(), ...createLooksClient() }
const leave = createLeave((path) => location.assign(path))
const visit = createVisit({ api, store })
const signedIn = createSignedIn({ leave, next: HERE, onFactorNeeded: visit.lookAgain })
const account = createAccount({ api, store, keepsakes, leave, signedIn })
const details = createDetails({ api, store, signedIn })
const factors = createFactors({ api, store, signedIn, passkeys: { make: makePasskey } })
const looks = createLooks({ api, store, signedIn })
const tokens = createTokens({ api, store, signedIn })

fillPage()
document.title = texts.accountTitle
const part = (name) => document.querySelector(`[data-${name}]`)
const formats = createDateFormats(language)
const confirm = createConfirm({ element: part("confirm") })
const proof = createProofDialog({ element: part("proof-dialog"), store })
const totpDialog = createTotpDialog({ element: part("totp-dialog") })
const codesDialog = createCodesDialog({
  element: part("codes-dialog"),
  place: () => `${store.state.me.username} · ${location.host}`,
  print: () => window.print(),
})
const deviceName = texts.passkeyNames[deviceKind()]
const contents = createContents({ element: part("main"), store })
const views = [
  confirm,
  proof,
  totpDialog,
  codesDialog,
  contents,
  createFactorsCard({
    element: part("factors"),
    store,
    factors,
    deeds: createFactorDeeds({ store, factors, proof, totpDialog, codesDialog, deviceName }),
    formats,
    fault: passkeyFault(),
  }),
  createFactorWish({
    element: part("factor-wish"),
    card: part("factors"),
    link: part("factors-link"),
    store,
  }),
  createSelf({ element: document.body, store }),
  createAccountForms({ element: part("main"), store, account, confirm }),
  createMailCard({
    element: part("mail-card"),
    store,
    details,
    deeds: createMailDeeds({ store, details, proof }),
  }),
  createWaysCard({ element: part("ways-card"), store, formats }),
  createPicture({ element: part("picture"), store, looks }),
  createLocale({ element: part("locale-form"), store, looks }),
  createSessions({
    element: part("sessions"),
    store,
    account,
    confirm,
    formats,
  }),
  createTokensView({ element: part("tokens"), store, tokens, confirm, formats }),
  createVisitView({
    element: part("main"),
    store,
    onTryAgain: visit.open,
    isShown: ({ me }) => me !== null,
  }),
]

function onPhase({ phase, me }) {
  if (phase !== PHASE.open) return
  if (me === null) return leave(entranceAddress({ next: HERE }))
  account.loadSessions()
}

const isMember = ({ phase, me }) => phase === PHASE.open && me !== null && !me.is_guest

// From the beginning, or from when a guest has made an account here.
function onMember(isNow) {
  if (!isNow) return
  details.load()
  factors.load()
  looks.loadLocale()
  contents.lead(location.hash)
}

// Links in mails lead here, whoever opens them: what they ask is asked where nobody is signed in.
function hasLeft() {
  const isMail = readErrand(location.hash)?.kind === "mail"
  if (isMail) location.replace(mailAddress(location.hash))
  return isMail
}

// Who had to set up a second factor on the way into a room goes on to it from here.
if (keepsakes.invitation()) part("to-chat").href = entranceAddress()
addEventListener("hashchange", hasLeft)
addEventListener("pageshow", ({ persisted }) => persisted && location.reload())
keepsakes.watchMember(() => location.reload()) // what is here is another's from now on
for (const view of views) view.start()
store.watch(
  (state) => state.phase,
  () => onPhase(store.state),
)
store.watch(isMember, onMember)
// Scripts are for whoever may go into the chat: once a second factor that is asked for is there.
store.watch(
  (state) => isMember(state) && !state.me.needs_factor,
  (isOpen) => isOpen && tokens.load(),
)
if (!hasLeft()) visit.open()
