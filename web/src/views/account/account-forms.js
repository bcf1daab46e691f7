import { nameFault, passwordFault, usernameFault } from "../../lib/credentials.js"
import { $ } from "../../lib/jquery.js"
import { texts } from "../../texts.js"
import { createSignUpForm } from "../entrance/sign-up-form.js"
import { createForm } from "../forms/form.js"

/** The forms of /account: each changes one thing and says so. */
export function createAccountForms({ element, store, account, confirm }) {
  const part = (name) => element.querySelector(`[data-${name}-form]`)
  const forms = [
    nameForm({ element: part("name"), store, account }),
    usernameForm({ element: part("username"), store, account }),
    passwordForm({ element: part("password"), store, account }),
    createSignUpForm({ element: part("claim"), store, send: account.claim, done: welcome }),
    deleteForm({ element: part("delete"), account, confirm }),
    signOutForm({ element: part("sign-out"), account, confirm }),
  ]

  // The form is gone, since a member has no use for it: whoever sent it is led on.
  function welcome({ mail }) {
    const words = mail ? texts.mailSentWords(mail) : texts.claimed
    $(element).find("[data-welcome]").text(words).trigger("focus")
  }

  return {
    start: () => forms.forEach((form) => form.start()),
  }
}

function nameForm({ element, store, account }) {
  const form = createForm({
    element,
    faults: ({ name }) => ({ name: nameFault(name) }),
    send: account.rename,
    done: () => form.praise(texts.saved),
  })
  return following(form, store, "name", $(element).find("[name=name]"))
}

function usernameForm({ element, store, account }) {
  const form = createForm({
    element,
    faults: ({ username, password }) => ({
      username: usernameFault(username),
      password: password === "" ? "passwordMissing" : null,
    }),
    send: account.changeUsername,
    done: () => form.praise(texts.saved),
  })
  return following(form, store, "username", $(element).find("[name=username]"))
}

function passwordForm({ element, store, account }) {
  const $form = $(element)
  const form = createForm({
    element,
    faults: ({ current_password: old, password }) => ({
      current_password: old === "" ? "passwordMissing" : null,
      password: passwordFault(password, store.state.me.username ?? ""),
    }),
    send: ({ current_password: currentPassword, password }) =>
      account.changePassword({ currentPassword, password }),
    done: () => form.praise(texts.passwordSet),
  })

  // Who came by a one-time link has forgotten the old one, so nobody asks for it.
  function showOld({ me, isFreshByLink }) {
    const hasNone = me !== null && !me.has_password && !isFreshByLink
    const isAsked = Boolean(me?.has_password) && !isFreshByLink
    $form.find("[data-field=current_password]").prop("hidden", !isAsked)
    $form.find("[name=current_password]").prop("disabled", !isAsked)
    const $card = $form.closest("[data-password-card]")
    $card.find("[data-fresh]").prop("hidden", !isFreshByLink)
    $card.find("[data-no-password]").prop("hidden", !hasNone)
  }

  return {
    start() {
      form.start()
      store.watch((state) => state, showOld)
    },
  }
}

function deleteForm({ element, account, confirm }) {
  return createForm({
    element,
    faults: ({ password }) => ({ password: password === "" ? "passwordMissing" : null }),
    async send({ password, messages }) {
      const isMeant = await confirm.ask({
        title: texts.deleteTitle,
        words: texts.deleteWords[messages],
        yes: texts.deleteYes,
        no: texts.deleteNo,
        isDangerous: true,
      })
      return isMeant && account.remove({ password, messages })
    },
  })
}

function signOutForm({ element, account, confirm }) {
  const isMeant = () =>
    confirm.ask({
      title: texts.signOutTitle,
      words: texts.signOutLoses,
      yes: texts.signOut,
      no: texts.stay,
    })
  return createForm({
    element,
    send: async () => (!account.hasUnsent() || (await isMeant())) && account.signOut(),
  })
}

/** A form whose field shows what is so at present. */
function following(form, store, key, $input) {
  return {
    start() {
      form.start()
      store.watch(
        (state) => state.me?.[key],
        (value) => $input.val(value ?? ""),
      )
    },
  }
}
