import { ABILITY } from "../lib/desktop.js"

/** Whether this device notifies: the person's choice, which the browser remembers for all tabs. */
export function createNotifying({ store, keepsakes, desktop }) {
  const take = (change) => store.dispatch({ type: "notifying.changed", change })

  /** Look again what the browser allows: people change that where no page hears of it. */
  const look = () => take({ ability: desktop.ability() })

  function choose(choice) {
    take(choice)
    const { isOn, hasSound } = store.state.notifying
    keepsakes.keepNotifying({ isOn, hasSound })
  }

  return {
    look,

    /** The person wants to be notified: only now the browser may ask them. */
    async turnOn() {
      look()
      const { ability } = store.state.notifying
      if (ability === ABILITY.open) take({ ability: await desktop.ask() })
      choose({ isOn: store.state.notifying.ability === ABILITY.granted })
    },

    turnOff: () => choose({ isOn: false }),
    changeSound: (hasSound) => choose({ hasSound }),

    /** Go by what was chosen before, and by what other tabs choose. */
    start() {
      const recall = () => take(keepsakes.notifying())
      recall()
      look()
      keepsakes.watchNotifying(recall)
    },
  }
}
