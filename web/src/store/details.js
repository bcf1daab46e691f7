import { LIST } from "./lists.js"

/** What only its owner sees of an account, as far as it is known. */
export const createDetailsState = () => ({
  status: LIST.loading,
  mail: null,
  pendingMail: null, // its link has not been opened yet
  providers: [], // the other services that its owner signs in at
  isDirectory: false, // its password is the directory's
})

const change = (state, details) => ({ ...state, details: { ...state.details, ...details } })

export const detailsReducers = {
  "details.asked": (state) => change(state, { status: LIST.loading }),

  "details.arrived": (state, { details }) =>
    change(state, {
      status: LIST.ready,
      mail: details.mail,
      pendingMail: details.pending_mail,
      providers: details.providers,
      isDirectory: details.directory,
    }),

  "details.failed": (state) => change(state, { status: LIST.failed }),

  "mail.sent": (state, { mail }) => change(state, { pendingMail: mail }),

  "mail.removed": (state) => change(state, { mail: null, pendingMail: null }),
}
