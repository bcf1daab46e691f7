import { createCall } from "./call.js"

/**
 * The API of how one looks, and of where and in which language one lives.
 *
 * @param {typeof fetch} [fetcher]
 */
export function createLooksClient(fetcher) {
  const call = createCall(fetcher)

  return {
    account: () => call("GET", "/api/account"),
    showPicture: (file) => call("PUT", "/api/account/avatar", file),
    removePicture: () => call("DELETE", "/api/account/avatar"),
    changeLocale: ({ timeZone, language }) =>
      call("PUT", "/api/account/locale", { time_zone: timeZone, language }),
  }
}
