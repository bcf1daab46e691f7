import { hasFactor } from "../../store/factors.js"
import { texts } from "../../texts.js"

/**
 * What may be done about second factors, step by step. Each resolves to what to say when it was
 * done, to nothing when it was given up, and rejects where no dialog could show why not.
 */
export function createFactorDeeds({ store, factors, proof, totpDialog, codesDialog, deviceName }) {
  const isLast = ({ hasTotp, passkeys }) => Number(hasTotp) + passkeys.length === 1
  const removalWords = (words) =>
    isLast(store.state.factors) ? `${words} ${texts.lastFactorWords}` : words

  const beginTotp = () =>
    proof.ask({
      title: texts.setUpTotp,
      words: texts.totpFirst,
      yes: texts.goOn,
      send: factors.beginTotp,
    })

  const askToRemove = ({ title, words, send }) =>
    proof.ask({
      title,
      words: removalWords(words),
      yes: texts.remove,
      isDangerous: true,
      send: async (values) => {
        await send(values)
        return true
      },
    })

  return {
    async setUpTotp() {
      const { me } = store.state
      const begun = await (me.has_password ? beginTotp() : factors.beginTotp({}))
      if (!begun) return null
      const { ticket } = begun
      const codes = await totpDialog.ask(begun, ({ code }) => factors.confirmTotp({ ticket, code }))
      if (!codes) return null
      await codesDialog.show(codes)
      return texts.totpDone
    },

    async removeTotp() {
      const { removeTotpTitle: title, removeTotpWords: words } = texts
      const isDone = await askToRemove({ title, words, send: factors.removeTotp })
      return isDone ? texts.totpRemoved : null
    },

    async addPasskey() {
      const made = await proof.ask({
        title: texts.addPasskey,
        words: texts.addPasskeyWords,
        yes: texts.goOn,
        name: deviceName,
        send: async (values) => ({ codes: await factors.addPasskey(values) }),
      })
      if (!made) return null
      if (made.codes) await codesDialog.show(made.codes)
      return texts.passkeyAdded
    },

    async removePasskey(id) {
      const { name } = store.state.factors.passkeys.find((passkey) => passkey.id === id)
      const isDone = await askToRemove({
        title: texts.removePasskeyTitle(name),
        words: texts.removePasskeyWords,
        send: (values) => factors.removePasskey(id, values),
      })
      return isDone ? texts.passkeyRemoved : null
    },

    async renewCodes() {
      if (!hasFactor(store.state)) return null
      const codes = await proof.ask({
        title: texts.renewCodesTitle,
        words: texts.renewCodesWords,
        yes: texts.renewCodes,
        send: factors.renewCodes,
      })
      if (!codes) return null
      await codesDialog.show(codes)
      return texts.codesRenewed
    },
  }
}
