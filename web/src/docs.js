// The page at /api/docs. The only file that knows Swagger UI.
import "swagger-ui-dist/swagger-ui.css"
import "./styles/docs.css"
import SwaggerUI from "swagger-ui-dist/swagger-ui-es-bundle.js"

SwaggerUI({
  url: "/api/openapi.json",
  domNode: document.getElementById("docs"),
  deepLinking: true,
  defaultModelsExpandDepth: 0,
  validatorUrl: null, // nothing is sent to anybody else
})
