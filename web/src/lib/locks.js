/**
 * Run a task while no other tab of this browser runs one of the same name. Browsers offer this on
 * https and localhost only; elsewhere the task simply runs.
 */
export function withLock(name, task, locks = globalThis.navigator?.locks) {
  return locks ? locks.request(`parley.${name}`, task) : task()
}
