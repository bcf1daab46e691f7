/** A network as people write it: of one address alone, that. */
export function networkText(network) {
  return network.replace(/^([\d.]+)\/32$|^(.*:.*)\/128$/, "$1$2")
}
