import { networkText } from "../../lib/networks.js"
import { texts } from "../../texts.js"
import { isSuspended } from "./person-row.js"

/** What may be done about a person. Each asks first where it must, and rejects when refused. */
export function createPersonDeeds({ store, actions, confirm, linkDialog, banDialog, formats }) {
  const askForRole = (person, role) =>
    confirm.ask({
      title: texts.roleTitle(person.name, texts.asRole[role]),
      words: person.id === store.state.me.id ? texts.ownRoleWords : texts.roleWords[role],
      yes: texts.roleYes,
      no: texts.cancel,
    })

  const askToSuspend = ({ name }) =>
    confirm.ask({
      title: texts.suspendTitle(name),
      words: texts.suspendWords,
      yes: texts.suspend,
      no: texts.cancel,
      isDangerous: true,
    })

  const askToReset = ({ name }) =>
    confirm.ask({
      title: texts.resetFactorsTitle(name),
      words: texts.resetFactorsWords,
      yes: texts.resetFactors,
      no: texts.cancel,
      isDangerous: true,
    })

  return {
    async changeRole(person, role) {
      if (await askForRole(person, role)) await actions.changePerson(person.id, { role })
    },

    /** Suspend somebody, or let somebody in again. */
    async suspend(person) {
      const suspended = !isSuspended(person)
      if (suspended && !(await askToSuspend(person))) return
      await actions.changePerson(person.id, { suspended })
    },

    /** For who has lost them all; resolves to what to say. */
    async resetFactors(person) {
      if (!(await askToReset(person))) return undefined
      await actions.resetFactors(person.id)
      return texts.factorsReset
    },

    /** Keep guests from where this one came from out; resolves to what to say. */
    async banAddress({ address }) {
      const hours = await banDialog.ask({ address })
      if (hours === null) return undefined
      const { network, expires_at: until } = await actions.ban(address, hours)
      return texts.banned(networkText(network), formats.moment(new Date(until)))
    },

    async makeLink(person) {
      const { token, expires_at: until } = await actions.makeSignInLink(person.id)
      const words = texts.linkWords(formats.moment(new Date(until)))
      linkDialog.show({ title: texts.linkTitle(person.name), words, kind: "link", token })
    },
  }
}
