import { texts } from "../../texts.js"

/**
 * What may be done about the addresses there are. Each asks first, for the password where there is
 * one; resolves to what to say when it was done, to nothing when it was given up.
 */
export function createMailDeeds({ store, details, proof }) {
  const known = () => store.state.details

  async function ask({ done, send, ...question }) {
    const isDone = await proof.ask({
      ...question,
      send: async (values) => {
        await send(values)
        return true
      },
    })
    return isDone ? done : null
  }

  function removalWords({ mail, pendingMail }) {
    const words = texts.removeMailWords(mail)
    return pendingMail ? `${words} ${texts.removePendingToo(pendingMail)}` : words
  }

  return {
    sendAgain() {
      const mail = known().pendingMail
      return ask({
        title: texts.sendAgainTitle,
        words: texts.sendAgainWords(mail),
        yes: texts.sendAgain,
        done: texts.confirmationSent(mail),
        send: ({ password }) => details.changeMail({ mail, password }),
      })
    },

    withdrawMail: () =>
      ask({
        title: texts.withdrawTitle,
        words: texts.withdrawWords(known().pendingMail),
        yes: texts.withdraw,
        done: texts.mailWithdrawn,
        isDangerous: true,
        send: details.removeMail,
      }),

    removeMail: () =>
      ask({
        title: texts.removeMailTitle,
        words: removalWords(known()),
        yes: texts.remove,
        done: texts.mailRemoved,
        isDangerous: true,
        send: details.removeMail,
      }),
  }
}
