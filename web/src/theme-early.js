// Runs before the first paint, so that a chosen theme never flashes the other one. A classic
// script of its own, because the Content-Security-Policy allows no inline one; what it reads is
// written by actions/keepsakes.js.
try {
  var theme = JSON.parse(localStorage.getItem("parley.theme"))
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme
} catch {
  // No storage, no memory: the system decides.
}
