/** Where a picture is, by its key, which never names another one. */
export function pictureAddress(key) {
  return `/api/avatars/${encodeURIComponent(key)}`
}
