// The only file that knows which jQuery this is. The slim build has no Ajax and no effects:
// HTTP belongs to transport/, motion to the stylesheets.
export { jQuery as $ } from "jquery/slim"
