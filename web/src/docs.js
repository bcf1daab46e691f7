// The page at /api/docs. The only file that knows Swagger UI.
import "swagger-ui-dist/swagger-ui.css"
import "./styles/docs.css"
import SwaggerUI from "swagger-ui-dist/swagger-ui-es-bundle.js"

const DARK_CLASS = "dark-mode" // what its stylesheet listens to

function followTheme(root, system) {
  const theme = root.dataset.theme ?? (system.matches ? "dark" : "light")
  root.classList.toggle(DARK_CLASS, theme === "dark")
}

const system = window.matchMedia("(prefers-color-scheme: dark)")
system.addEventListener("change", () => followTheme(document.documentElement, system))
followTheme(document.documentElement, system)

SwaggerUI({
  url: "/api/openapi.json",
  domNode: document.getElementById("docs"),
  deepLinking: true,
  defaultModelsExpandDepth: 0,
  validatorUrl: null, // nothing is sent to anybody else
})
