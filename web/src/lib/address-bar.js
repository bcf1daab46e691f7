/** The address of the page, which changes without the page being loaded again. */
export function createAddressBar(view = window) {
  return {
    get path() {
      return view.location.pathname
    },
    push: (path) => view.history.pushState(null, "", path),
    replace: (path) => view.history.replaceState(null, "", path),

    /** Call back with the path whenever the reader goes back or forward. */
    onMove: (listener) => view.addEventListener("popstate", () => listener(view.location.pathname)),
  }
}
